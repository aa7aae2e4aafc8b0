import { addMonths } from "@/lib/domain/time/civil-date"

export type Period = { readonly startsAt: Date; readonly endsAt: Date }

/**
 * The period of a subscription activated now. It starts at once, or at the end of the last period of the same
 * package on the same card, and ends at the same local clock time (Europe/Bucharest) the given calendar
 * months later.
 */
export function nextPeriod(now: Date, lastEndsAt: Date | null, months: number): Period {
  const startsAt = lastEndsAt && lastEndsAt > now ? lastEndsAt : now
  return { startsAt, endsAt: addMonths(startsAt, months) }
}
