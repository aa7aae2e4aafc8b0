import "server-only"
import { randomUUID } from "node:crypto"
import {
  consumeBatch,
  freezeMails,
  markAmbiguous,
  postponeBatch,
  settleRejectedBatch,
  settleSentBatch,
} from "@/db/queries/outbox-batches"
import { clearPause, storePause } from "@/db/queries/outbox-pause"
import type { PauseCause } from "@/db/schema"
import type { App } from "@/lib/app"
import { unreachable } from "@/lib/domain/result"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import type { SendOutcome } from "@/lib/mail/transport"
import { log } from "@/lib/runtime/log"
import type { Batch } from "./freeze-batch"
import { pack } from "./payload"
import { askedWaitMs, longestWaitMs, type Run, type SendResult } from "./send-batch"

const refusedPauseMs = minuteMs
/** Resend forgets an idempotency key after 24 hours. Retries of a batch stop an hour earlier. */
const retriableMs = 23 * hourMs

/** Whether the provider still knows the key of a batch whose outcome is unknown since then. */
export const isRetriable = (unknownSince: Date, now: Date): boolean => later(unknownSince, retriableMs) > now

type SentBatch = SendResult & { readonly batch: Batch }

// Never `counts.sent += await …`: it reads the count before the await, and loses what other workers add.
export async function settleBatch(app: App, run: Run, { batch, outcome, isUnknown }: SentBatch) {
  const now = app.now()
  if (outcome.kind !== "sent") {
    log.warn({ batch: batch.id, mails: batch.mailIds.length, outcome }, "mail batch not sent")
  }
  await stopOnRefusal(app, run, outcome)
  const { counts } = run
  switch (outcome.kind) {
    case "sent": {
      const sent = await settleSentBatch(app.db, { id: batch.id, providerIds: outcome.providerIds }, now)
      counts.sent += sent
      return
    }
    case "rejected": {
      if (batch.mailIds.length > 1) return splitBatch(app, batch, now)
      const failed = await settleRejectedBatch(app.db, { ...batch, reason: outcome.message }, now)
      counts.failed += failed
      return
    }
    case "later":
    case "quota":
    case "sender": {
      // This request sent nothing; an earlier one may have.
      const unknownSince = isUnknown ? batch.unknownSince : batch.unknownBefore
      // Otherwise the stored pause says when.
      const retryAt = outcome.kind === "later" ? later(now, outcome.retryAfterMs) : now
      return postponeBatch(app.db, { ...batch, unknownSince, reason: outcome.message }, retryAt)
    }
    case "unknown": {
      const unsettled = { ...batch, reason: outcome.message }
      const retryAt = later(now, minuteMs)
      if (isRetriable(batch.unknownSince, now)) return postponeBatch(app.db, unsettled, retryAt)
      const ambiguous = await markAmbiguous(app.db, unsettled)
      counts.failed += ambiguous
      return
    }
    default:
      return unreachable(outcome)
  }
}

/** Ends the run and stores the pause where the provider takes no more mail for now. */
async function stopOnRefusal(app: App, run: Run, outcome: SendOutcome): Promise<void> {
  const now = app.now()
  const sender = app.mail.context.from
  const stop = async (cause: PauseCause, reason: string, pauseMs: number) => {
    run.isOver = true
    await storePause(app.db, { cause, reason, sender, until: later(now, pauseMs) }, now)
  }
  if (outcome.kind === "sent" && run.isPauseStored) await clearPause(app.db, sender, now)
  if (outcome.kind === "quota" || outcome.kind === "sender") {
    return stop(outcome.kind, outcome.message, refusedPauseMs)
  }
  const waitMs = askedWaitMs(outcome)
  if (waitMs <= longestWaitMs) return
  await stop("rate", outcome.kind === "later" ? outcome.message : "the rate is used up", waitMs)
}

/**
 * Replaces a rejected batch by its halves, each under a new key and claimable at once. One bad address among
 * a hundred is found in seven steps.
 */
async function splitBatch(app: App, batch: Batch, now: Date): Promise<void> {
  const { mailIds, rendered } = batch
  const middle = Math.ceil(mailIds.length / 2)
  const half = async (from: number, to: number) => ({
    id: randomUUID(),
    mailIds: mailIds.slice(from, to),
    payload: await pack(rendered.slice(from, to)),
    leaseUntil: now,
    unknownSince: null,
  })
  const halves = await Promise.all([half(0, middle), half(middle, mailIds.length)])
  await app.db.transaction(async (tx) => {
    const priority = await consumeBatch(tx, batch)
    if (priority === null) return
    for (const one of halves) await freezeMails(tx, { ...one, priority }, now)
  })
}
