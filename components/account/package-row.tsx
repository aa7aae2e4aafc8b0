import clsx from "clsx"
import type { ReactNode } from "react"
import { type BadgeTone, StateShape, textTones } from "@/components/ui/badge"
import { DaysLeftBar } from "./days-left-bar"

type PackageRowProps = {
  /** Of the heading, which takes the focus after an action of the row. */
  readonly id?: string
  readonly name: string
  /** The line under the name: "până luni, 30 nov." */
  readonly note: string
  /** `spoken` stands before the text for those who hear the page. */
  readonly badge: { readonly tone: BadgeTone; readonly text: string; readonly spoken?: string }
  /** The remaining part of the period and the part paid ahead, from 0 to 1; undefined: no bar. */
  readonly fraction?: number | undefined
  readonly ahead?: number | undefined
  /** A text link, where something can be done. */
  readonly action?: ReactNode
  /** Below, as wide as the row: a form or a note. */
  readonly footer?: ReactNode
  /** Of the name; "none" in a picture of a card. */
  readonly level?: 3 | 4 | "none"
}

/** One package on a smartcard in two lines: name and end at the left, state and action at the right. */
export function PackageRow(props: PackageRowProps) {
  const { id, name, note, badge, fraction, ahead = 0, action, footer, level = 4 } = props
  const Heading = level === "none" ? "p" : (`h${level}` as const)
  return (
    <li className="border-line border-t px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Heading
          id={id}
          tabIndex={id ? -1 : undefined}
          className="min-w-0 font-strong text-body outline-none"
        >
          {name}
        </Heading>
        <p
          className={clsx(
            "ml-auto inline-flex min-w-0 items-baseline gap-2 font-strong",
            textTones[badge.tone],
          )}
        >
          <StateShape tone={badge.tone} className="size-3" />
          <span>
            {badge.spoken && <span className="sr-only">{badge.spoken}</span>}
            {badge.text}
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <p className="text-muted text-small figures">{note}</p>
        {action && <div className="-my-2 ml-auto text-small">{action}</div>}
      </div>
      {fraction !== undefined && (
        <div className="mt-2.5 mb-0.5">
          <DaysLeftBar fraction={fraction} ahead={ahead} tone={badge.tone} />
        </div>
      )}
      {footer && <div className="mt-3">{footer}</div>}
    </li>
  )
}
