import "server-only"
import { setTimeout as pause } from "node:timers/promises"
import type { App } from "@/lib/app"
import { secondMs } from "@/lib/domain/time/lifetimes"
import type { SendOutcome } from "@/lib/mail/transport"
import type { Deadline } from "@/lib/runtime/deadline"
import type { Batch } from "./freeze-batch"

export type DeliveryCounts = { sent: number; retried: number; skipped: number; failed: number; left: number }

export type Run = {
  readonly deadline: Deadline
  readonly counts: DeliveryCounts
  /** The provider takes no more mail for now: no worker makes another request. */
  isOver: boolean
  /** A pause is stored, which the next mail that is sent ends. */
  isPauseStored: boolean
  /** No request before then, on the clock of `performance.now()`: the provider limited the rate. */
  throttledUntil: number
}

/** `outcome`: of the last request. `isUnknown`: one of the requests had an unknown outcome. */
export type SendResult = { readonly outcome: SendOutcome; readonly isUnknown: boolean }

const attemptsInOneRun = 3
/** A longer wait ends the run; the next runs respect it. */
export const longestWaitMs = 5 * secondMs

/** Retries at once are safe: the same bytes under the same key are sent once. */
export async function sendWithRetries(app: App, run: Run, batch: Batch): Promise<SendResult> {
  let isUnknown = false
  for (let attempt = 1; ; attempt += 1) {
    await pause(Math.max(0, run.throttledUntil - performance.now()))
    if (run.isOver) return { outcome: overOutcome, isUnknown }
    const outcome = await app.mail.send(batch.rendered, batch.id)
    isUnknown ||= outcome.kind === "unknown"
    const waitMs = askedWaitMs(outcome)
    if (waitMs > longestWaitMs) return { outcome, isUnknown }
    run.throttledUntil = Math.max(run.throttledUntil, performance.now() + waitMs)
    const isOpen = outcome.kind === "later" || outcome.kind === "unknown"
    if (!isOpen || attempt === attemptsInOneRun) return { outcome, isUnknown }
    if (outcome.kind === "unknown") await pause(attempt * 250)
  }
}

/** How long the provider asks to wait before the next request. */
export function askedWaitMs(outcome: SendOutcome): number {
  if (outcome.kind === "later") return outcome.retryAfterMs
  return outcome.kind === "sent" ? (outcome.throttledMs ?? 0) : 0
}

/** Another worker of the run was refused before this batch was sent. */
const overOutcome: SendOutcome = { kind: "later", retryAfterMs: 0, message: "the run has ended" }
