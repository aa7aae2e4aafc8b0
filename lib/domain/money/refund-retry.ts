import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"

const maxAttempts = 12

/**
 * When a refund that failed `failures` times is sent again: after one hour, then two, four and so on up to a
 * day; null after the last attempt.
 */
export function nextRefundAttempt(failures: number, now: Date): Date | null {
  if (failures >= maxAttempts) return null
  return later(now, Math.min(hourMs * 2 ** (failures - 1), dayMs))
}
