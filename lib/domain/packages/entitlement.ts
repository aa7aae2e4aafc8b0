import type { EntitlementCommandId, Serial } from "@/lib/domain/ids/brand"
import { minuteMs } from "@/lib/domain/time/lifetimes"

/** Open a package on a card for a period, send it again, close it. */
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

/** How long to wait after so many attempts that the gateway did not answer: up to a quarter of an hour. */
export const waitAfterAttempts = (attempts: number): number => waits[attempts - 1] ?? 15 * minuteMs

/** How long a decoder may take to get the signal after the gateway took the command. */
export const signalMinutes = 30
export const signalMs = signalMinutes * minuteMs

/** Unacknowledged for so long past its start, a command is shown to the operator (architecture.md, "Entitlements"). */
export const flagAfterMs = 60 * minuteMs
