import type { Fault } from "@/stand-ins/resend/faults"
import { mailTimeoutMs } from "./mail-app"

export type FaultOrder = Pick<Fault, "kind"> & Partial<Fault>

/** A delivery run gives up on these at once, or within a second. */
export const quickFaults: readonly [FaultOrder, ...FaultOrder[]] = [
  { kind: "daily-quota" },
  { kind: "server-error" },
  { kind: "html-503" },
  { kind: "reset" },
  { kind: "reset-after-accept" },
  { kind: "invalid-idempotent-request" },
  { kind: "bad-json" },
  { kind: "unauthorized" },
]

/** A delivery run takes longer to give up on these. */
export const slowFaults: readonly FaultOrder[] = [
  { kind: "rate-limit", retryAfterSeconds: 1 },
  { kind: "concurrent-idempotent-requests" },
  { kind: "slow", delayMs: mailTimeoutMs * 1.5 },
  { kind: "timeout-after-accept", delayMs: mailTimeoutMs * 3 },
]
