import { alertDays } from "@/lib/domain/packages/subscription-state"
import { addDays, bucharestDate, bucharestInstant } from "./civil-date"

/**
 * The periods to announce now, as a range of their exclusive ends: `after < ends_at ≤ before`. Their last day
 * in Bucharest is today or one of the next `alertDays` days.
 */
export function alertWindow(now: Date): { readonly after: Date; readonly before: Date } {
  return { after: now, before: bucharestInstant(addDays(bucharestDate(now), alertDays + 1)) }
}
