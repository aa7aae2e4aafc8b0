import clsx from "clsx"
import { type BadgeTone, textTones } from "@/components/ui/badge"

type DaysLeftBarProps = {
  /** The remaining part of the running period, from 0 to 1. */
  readonly fraction: number
  /** The part that is paid ahead, from 0 to 1, in a second tone; together they are at most 1. */
  readonly ahead?: number
  readonly tone: BadgeTone
}

/** What is left and what is paid ahead, hidden from screen readers: the text beside it says the same. */
export function DaysLeftBar({ fraction, ahead = 0, tone }: DaysLeftBarProps) {
  const [left, rest] = [percentOf(fraction), percentOf(ahead)]
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className={clsx("block h-1.5 w-full rounded-pill bg-line", textTones[tone])}
    >
      <rect width={left} height="6" fill="currentColor" />
      {rest > 0 && <rect x={left} width={rest} height="6" fill="currentColor" opacity="0.4" />}
    </svg>
  )
}

const percentOf = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 100)
