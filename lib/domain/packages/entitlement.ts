import type { EntitlementCommandId, Serial } from "@/lib/domain/ids/brand"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"

/** grant opens a package on a card for a period, refresh sends the signal again, revoke closes it. */
export type EntitlementType = "grant" | "refresh" | "revoke"

export type EntitlementCommand = {
  readonly id: EntitlementCommandId
  readonly type: EntitlementType
  readonly serial: Serial
  readonly packageCode: string
  readonly startsAt: Date
  readonly endsAt: Date
}

const waits = [5_000, 15_000, 30_000, minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs]

/** The wait after a number of unanswered attempts: grows up to 15 minutes. */
export const waitAfterAttempts = (attempts: number): number => waits[attempts - 1] ?? 15 * minuteMs

/** How long a decoder may take to receive the signal after the command was acknowledged. */
export const signalMinutes = 30
const signalMs = signalMinutes * minuteMs

/**
 * Until when a decoder may wait for its signal (ISO 8601): from the acknowledged command, or from a later
 * start of the period. Null before the command, after that time, and outside the period.
 */
export function signalUntil(
  signalAt: Date | null,
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
  now: Date,
): string | null {
  if (!signalAt || now < startsAt || now >= endsAt) return null
  const until = later(signalAt > startsAt ? signalAt : startsAt, signalMs)
  return now < until ? until.toISOString() : null
}

/** When the signal set out for which a decoder may wait until then. */
export const signalSentAt = (until: string): Date => later(new Date(until), -signalMs)

/** An unacknowledged command is flagged this long after its start. */
export const flagAfterMs = 60 * minuteMs

/** An activation that the gateway has not acknowledged is taken back this long after its first command. */
export const takenBackAfterMs = dayMs

const usualMs = 5 * minuteMs

/** Whether a grant waits for its acknowledgement longer than usual. */
export const isLate = (since: Date | null, now: Date): boolean =>
  since !== null && now.getTime() - since.getTime() >= usualMs
