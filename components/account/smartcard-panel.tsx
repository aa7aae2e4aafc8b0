import { type ReactNode, useId } from "react"

type SmartcardPanelProps = {
  readonly name: string
  /** Grouped as printed on the card: "012 3456 7890". */
  readonly serial: string
  /** About the whole card, above its packages. */
  readonly notice?: ReactNode
  /** `PackageRow`s. */
  readonly children?: ReactNode
  /** Rarely needed actions of the whole card. */
  readonly footer?: ReactNode
}

export function SmartcardPanel({ name, serial, notice, children, footer }: SmartcardPanelProps) {
  const id = useId()
  return (
    <section
      // With the serial: two cards may have the same name.
      aria-labelledby={`${id}-name ${id}-serial`}
      className="@container overflow-hidden rounded-card border border-line bg-paper"
    >
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 px-5 py-4">
        <Chip />
        <div className="min-w-0 grow basis-40">
          <h2 id={`${id}-name`} className="text-lead">
            {name}
          </h2>
          <p id={`${id}-serial`} className="text-muted text-small tracking-wide figures">
            <span className="sr-only">Seria </span>
            {serial}
          </p>
        </div>
      </div>
      {notice && <div className="px-5 pb-4">{notice}</div>}
      {children && <ul>{children}</ul>}
      {footer && <div className="border-line border-t px-5 py-1">{footer}</div>}
    </section>
  )
}

function Chip() {
  return (
    <svg aria-hidden="true" viewBox="0 0 34 26" className="h-6.5 w-8.5 shrink-0">
      <rect width="34" height="26" rx="5" fill="#d8ae47" />
      <path
        d="M0 8.5h11.5v9H0M34 8.5H22.5v9H34M11.5 8.5 14 5h6l2.5 3.5M11.5 17.5 14 21h6l2.5-3.5"
        fill="none"
        stroke="#7d5c12"
      />
    </svg>
  )
}
