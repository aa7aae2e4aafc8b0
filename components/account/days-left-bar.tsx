import clsx from "clsx"
import type { BadgeTone } from "@/components/ui/badge"

type DaysLeftBarProps = {
  /** The remaining part of the period, from 0 to 1. */
  readonly fraction: number
  readonly tone: BadgeTone
}

/** The remaining part of the period, hidden from screen readers: the text beside it says the same. */
export function DaysLeftBar({ fraction, tone }: DaysLeftBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100)
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className={clsx("block h-2 w-full rounded-pill bg-line", colours[tone])}
    >
      <rect width={percent} height="8" fill="currentColor" />
    </svg>
  )
}

const colours = {
  active: "text-active",
  soon: "text-soon",
  waiting: "text-waiting",
  over: "text-over",
} satisfies Record<BadgeTone, string>
