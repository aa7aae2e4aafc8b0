import clsx from "clsx"
import type { ReactNode } from "react"

type MenuButtonProps = {
  /** Of the panel; unique on the page. */
  readonly panel: string
  /** The button's name for those who hear the page. */
  readonly label: string
  readonly children: ReactNode
  readonly className?: string
}

/** Opens and closes a `MenuPanel`. The browser does it, also with JavaScript off and with the Escape key. */
export function MenuButton({ panel, label, children, className }: MenuButtonProps) {
  return (
    <button
      type="button"
      popoverTarget={panel}
      aria-label={label}
      className={clsx("inline-flex size-12 shrink-0 items-center justify-center rounded-pill", className)}
    >
      {children}
    </button>
  )
}

/** Over the page: at the bottom of a phone, under its button elsewhere. */
export const MenuPanel = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <div id={id} popover="auto" className="menu-panel">
    {children}
  </div>
)

/** A line of the panel: a link or a button. */
export const menuItemStyle =
  "flex min-h-12 w-full items-center rounded-small px-4 py-2 text-left text-body text-ink hover:bg-page"
