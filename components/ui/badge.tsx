import clsx from "clsx"
import type { ReactNode } from "react"

export type BadgeTone = "active" | "soon" | "waiting" | "over"

/** A state in a word, a shape and a colour: ● active, ▲ soon, ■ waiting or over. */
export function Badge({ tone, children }: { readonly tone: BadgeTone; readonly children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex min-w-0 items-center gap-2 rounded-pill border border-transparent px-3 py-0.5 font-strong text-small",
        grounds[tone],
      )}
    >
      <StateShape tone={tone} className="size-3" />
      {children}
    </span>
  )
}

type StateShapeProps = { readonly tone: BadgeTone; readonly className: string }

/** The shape of a state alone, beside text that says the state. */
export const StateShape = ({ tone, className }: StateShapeProps) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 12 12"
    className={clsx("shrink-0", textTones[tone], className)}
    fill="currentColor"
  >
    {shapes[tone]}
  </svg>
)

/** The colour of a state as text. */
export const textTones = {
  active: "text-active",
  soon: "text-soon",
  waiting: "text-waiting",
  over: "text-over",
} satisfies Record<BadgeTone, string>

const grounds = {
  active: "bg-active-ground text-active",
  soon: "bg-soon-ground text-soon",
  waiting: "bg-waiting-ground text-waiting",
  over: "bg-over-ground text-over",
} satisfies Record<BadgeTone, string>

const square = <rect x="1" y="1" width="10" height="10" rx="2" />
const shapes = {
  active: <circle cx="6" cy="6" r="5" />,
  soon: <path d="M6 1 12 11H0Z" />,
  waiting: square,
  over: square,
} satisfies Record<BadgeTone, ReactNode>
