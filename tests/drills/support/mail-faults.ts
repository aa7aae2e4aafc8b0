import type { Fault } from "@/stand-ins/resend/faults"
import { mailTimeoutMs } from "./mail-app"

export type Trouble = Pick<Fault, "kind"> & Partial<Fault>

/** Each of these ends a run's patience at once, or within a second. */
export const quickTroubles: readonly [Trouble, ...Trouble[]] = [
  { kind: "daily-quota" },
  { kind: "server-error" },
  { kind: "html-503" },
  { kind: "reset" },
  { kind: "reset-after-accept" },
  { kind: "invalid-idempotent-request" },
  { kind: "bad-json" },
  { kind: "unauthorized" },
]

/** These take longer than that. */
export const slowTroubles: readonly Trouble[] = [
  { kind: "rate-limit", retryAfterSeconds: 1 },
  { kind: "concurrent-idempotent-requests" },
  { kind: "slow", delayMs: mailTimeoutMs * 1.5 },
  { kind: "timeout-after-accept", delayMs: mailTimeoutMs * 3 },
]
