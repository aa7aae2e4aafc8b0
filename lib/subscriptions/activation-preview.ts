import "server-only"
import { isWithinWithdrawal } from "@/lib/domain/money/withdrawal"
import { nextPeriod } from "@/lib/domain/packages/subscription-period"
import { bucharestDate, type CivilDate, lastDayOf } from "@/lib/domain/time/civil-date"

/** What a click on "Activează" would do, as it is shown before the click. */
export type ActivationPreview = {
  /** The first day, when it starts after what runs; null: at once. */
  readonly firstDay: CivilDate | null
  readonly lastDay: CivilDate
  /** What the form sends back, so that nothing starts elsewhere than was shown: ISO 8601, or empty for at once. */
  readonly seenStartsAt: string
  /** The withdrawal period still runs: the express request can be made. */
  readonly asksExpress: boolean
}

type Waiting = {
  readonly months: number | null
  readonly boughtAt: Date
  /** Where the last period of the same package on the same card ends. */
  readonly lastEndsAt: Date | null
}

export function activationPreview({ months, boughtAt, lastEndsAt }: Waiting, now: Date): ActivationPreview {
  const { startsAt, endsAt } = nextPeriod(now, lastEndsAt, months ?? 1)
  const isQueued = startsAt > now
  return {
    firstDay: isQueued ? bucharestDate(startsAt) : null,
    lastDay: lastDayOf(endsAt),
    seenStartsAt: isQueued ? startsAt.toISOString() : "",
    asksExpress: isWithinWithdrawal(boughtAt, now),
  }
}
