import { addMonths } from "@/lib/domain/time/civil-date"

/** `endsAt` is exclusive. */
export type Period = { readonly startsAt: Date; readonly endsAt: Date }

/**
 * The period of a subscription activated now: from the first instant, now or at the end of a period of the
 * same package on the same card, at which it fits whole between these. It ends at the same local clock time
 * (Europe/Bucharest) the given calendar months later.
 */
export function nextPeriod(now: Date, taken: readonly Period[], months: number): Period {
  const inOrder = taken.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  let period = periodFrom(now, months)
  for (const one of inOrder) if (overlap(one, period)) period = periodFrom(one.endsAt, months)
  return period
}

const periodFrom = (startsAt: Date, months: number): Period => ({
  startsAt,
  endsAt: addMonths(startsAt, months),
})

const overlap = (one: Period, other: Period) => one.startsAt < other.endsAt && other.startsAt < one.endsAt
