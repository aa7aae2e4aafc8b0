import { alertDays } from "@/lib/domain/packages/subscription-state"
import { addDays, bucharestDate, bucharestInstant } from "./civil-date"

/**
 * Which periods are to be announced now, as a range of their exclusive ends: `after < ends_at ≤ before`. The last day,
 * the Bucharest day of the last millisecond, is today or one of the five days after it (product.md, "Expiry alert").
 */
export function alertWindow(now: Date): { readonly after: Date; readonly before: Date } {
  return { after: now, before: bucharestInstant(addDays(bucharestDate(now), alertDays + 1)) }
}
