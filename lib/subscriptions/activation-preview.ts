import "server-only"
import { isWithinWithdrawal } from "@/lib/domain/money/withdrawal"
import { nextPeriod } from "@/lib/domain/packages/subscription-period"
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
  /** The end of the last period of the same package on the same card. */
  readonly lastEndsAt: Date | null
}

export function activationPreview(
  { months, boughtAt, lastEndsAt }: ReadyPackage,
  now: Date,
): ActivationPreview {
  const { startsAt, endsAt } = nextPeriod(now, lastEndsAt, months ?? 1)
  const isQueued = startsAt > now
  return {
    firstDay: isQueued ? bucharestDate(startsAt) : null,
    lastDay: lastDayOf(endsAt),
    seenStartsAt: isQueued ? startsAt.toISOString() : "",
    asksExpress: isWithinWithdrawal(boughtAt, now),
  }
}
