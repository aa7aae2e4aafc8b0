import "server-only"
import { isWithinWithdrawal } from "@/lib/domain/money/withdrawal"
import { nextPeriod, type Period } from "@/lib/domain/packages/subscription-period"
import { bucharestDate, type CivilDate, lastDayOf } from "@/lib/domain/time/civil-date"

/** The period that a click on "Activează" would start, shown before the click. */
export type ActivationPreview = {
  /** The first day if it starts after a running period; null if it starts at once. */
  readonly firstDay: CivilDate | null
  readonly lastDay: CivilDate
  /** Sent back by the form, so that only the shown period can start: ISO 8601, or empty for at once. */
  readonly seenStartsAt: string
  /** Whether the withdrawal period still runs, so that the express request is asked for. */
  readonly asksExpress: boolean
}

type ReadyPackage = {
  readonly months: number | null
  readonly boughtAt: Date
  /** The running and scheduled periods of the same package on the same card. */
  readonly taken: readonly Period[]
}

export function activationPreview({ months, boughtAt, taken }: ReadyPackage, now: Date): ActivationPreview {
  const { startsAt, endsAt } = nextPeriod(now, taken, months ?? 1)
  const isQueued = startsAt > now
  return {
    firstDay: isQueued ? bucharestDate(startsAt) : null,
    lastDay: lastDayOf(endsAt),
    seenStartsAt: isQueued ? startsAt.toISOString() : "",
    asksExpress: isWithinWithdrawal(boughtAt, now),
  }
}
