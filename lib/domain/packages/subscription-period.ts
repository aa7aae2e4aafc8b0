import { addMonths } from "@/lib/domain/time/civil-date"

export type Period = { readonly startsAt: Date; readonly endsAt: Date }

/**
 * The period of a subscription activated now: it starts at once, or where the last period of the same package on the same card ends,
 * and ends at the same local clock time so many calendar months later (product.md, "Activation").
 */
export function nextPeriod(now: Date, lastEndsAt: Date | null, months: number): Period {
  const startsAt = lastEndsAt && lastEndsAt > now ? lastEndsAt : now
  return { startsAt, endsAt: addMonths(startsAt, months) }
}
