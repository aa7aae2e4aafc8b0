import type { ReactNode } from "react"
import { Badge, type BadgeTone } from "@/components/ui/badge"
import { DaysLeftBar } from "./days-left-bar"

type PackageRowProps = {
  readonly name: string
  /** The line under the name: "Valabil până la 26.11.2026". */
  readonly note: string
  readonly badge: { readonly tone: BadgeTone; readonly text: string }
  /** The remaining part of the period, from 0 to 1; undefined: no bar. */
  readonly fraction?: number | undefined
  readonly action?: ReactNode | undefined
  /** Below, as wide as the row: a form or a note. */
  readonly footer?: ReactNode
}

/** One package on a smartcard, with its state, its end and one action. A list item of the panel. */
export function PackageRow({ name, note, badge, fraction, action, footer }: PackageRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-t px-5 py-4 @2xl:grid @2xl:min-h-22 @2xl:grid-cols-[2fr_3fr_minmax(10.5rem,auto)]">
      <div className="min-w-0 grow basis-36">
        <h3 className="text-body">{name}</h3>
        <p className="text-muted text-small figures">{note}</p>
      </div>
      {action && <div className="flex shrink-0 @2xl:order-last @2xl:*:w-full">{action}</div>}
      <div className="flex w-full items-center gap-3">
        {fraction !== undefined && (
          <div className="min-w-8 grow @2xl:max-w-72">
            <DaysLeftBar fraction={fraction} tone={badge.tone} />
          </div>
        )}
        <Badge tone={badge.tone}>{badge.text}</Badge>
      </div>
      {footer && <div className="order-last w-full @2xl:col-span-full">{footer}</div>}
    </li>
  )
}
