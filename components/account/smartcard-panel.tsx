import { type ReactNode, useId } from "react"
import { Unbroken } from "@/components/ui/unbroken"

type SmartcardPanelProps = {
  readonly name: string
  /** Grouped as printed on the card: "012 3456 7890". */
  readonly serial: string
  /** The button of what is needed rarely. */
  readonly menu?: ReactNode
  /** A picture of a card, on a page whose headings it is none of. */
  readonly isPicture?: boolean
  /** About the whole card, above its packages. */
  readonly notice?: ReactNode
  /** `PackageRow`s. */
  readonly children?: ReactNode
}

export function SmartcardPanel({
  name,
  serial,
  menu,
  isPicture = false,
  notice,
  children,
}: SmartcardPanelProps) {
  const id = useId()
  const Name = isPicture ? "p" : "h3"
  return (
    <section
      // With the serial: two cards may have the same name.
      aria-labelledby={`${id}-name ${id}-serial`}
      className="@container rounded-card border border-line bg-paper"
    >
      <div className="flex items-center gap-x-3.5 py-1.5 pr-1.5 pl-4">
        <Chip />
        <div className="min-w-0 grow py-1.5">
          <Name id={`${id}-name`} className="font-strong text-body leading-snug">
            <Unbroken>{name}</Unbroken>
          </Name>
          <p id={`${id}-serial`} className="text-muted text-small leading-snug tracking-wide figures">
            <span className="sr-only">Seria </span>
            {serial}
          </p>
        </div>
        {menu}
      </div>
      {notice && <div className="px-4 pb-3">{notice}</div>}
      {children && <ul>{children}</ul>}
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
