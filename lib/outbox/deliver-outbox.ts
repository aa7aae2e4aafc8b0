import "server-only"
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import {
  claimStaleBatch,
  consumeBatch,
  freezeMails,
  getOutboxDemand,
  markAmbiguous,
  postponeBatch,
  settleRejectedBatch,
  settleSentBatch,
} from "@/db/queries/outbox-batches"
import { countUnsettledMails } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import { lanePriority } from "@/lib/domain/mail"
import { unreachable } from "@/lib/domain/result"
import { hourMs, later, minuteMs, secondMs } from "@/lib/domain/time/lifetimes"
import type { SendOutcome } from "@/lib/mail/transport"
import type { Deadline } from "@/lib/runtime/deadline"
import { log } from "@/lib/runtime/log"
import { type Batch, freezeBatch } from "./freeze-batch"
import { pack, unpack } from "./payload"

export type DeliveryCounts = { sent: number; retried: number; skipped: number; failed: number; left: number }

/** Concurrent workers in one process: while one sends a batch, the next is rendered. */
const workersInOneRun = 3
/** Longer than all attempts of one worker together, so that no other worker claims the batch meanwhile. */
const leaseMs = 90 * secondMs
const attemptsInOneRun = 3
const longestPauseMs = 5 * secondMs
const quotaPauseMs = minuteMs
/** Resend forgets an idempotency key after 24 hours. Retries of a batch stop an hour earlier. */
const retriableMs = 23 * hourMs

type Run = {
  readonly deadline: Deadline
  readonly counts: DeliveryCounts
  /** The account's quota is used up: no worker claims another batch. */
  isOver: boolean
  /** No request before then, on the clock of `performance.now()`: the provider limited the rate. */
  throttledUntil: number
}

/**
 * Sends the waiting mails, the most urgent lane first, until none is left or the time is up. Runs may
 * overlap, repeat or be killed: the order and bytes of a batch are stored before it is sent, and its id is
 * the provider's idempotency key. No transaction is open while a request is sent.
 */
export async function deliverOutbox(app: App, options: { budgetMs: number }): Promise<DeliveryCounts> {
  const run: Run = {
    deadline: app.deadline(options.budgetMs),
    counts: { sent: 0, retried: 0, skipped: 0, failed: 0, left: 0 },
    isOver: false,
    throttledUntil: 0,
  }
  await Promise.all(Array.from({ length: workersInOneRun }, () => work(app, run)))
  run.counts.left = await countUnsettledMails(app.db)
  return run.counts
}

async function work(app: App, run: Run): Promise<void> {
  while (!run.isOver && !run.deadline.hasPassed()) {
    const batch = await claimBatch(app, run.counts)
    if (batch === undefined) return
    if (batch === null) continue
    if (batch.attempts > 1) run.counts.retried += batch.mailIds.length
    const outcome = await sendWithRetries(app, run, batch)
    await settle(app, run, { batch, outcome })
    if (outcome.kind === "quota") run.isOver = true
  }
}

/**
 * Urgent mails first, then a batch whose lease has expired, then the other mails. Undefined if nothing is
 * waiting; null if every claimed mail was dropped or failed.
 */
async function claimBatch(app: App, counts: DeliveryCounts): Promise<Batch | null | undefined> {
  const { isUrgent, isStale } = await getOutboxDemand(app.db, app.now())
  const urgent = isUrgent ? await freeze(app, counts, lanePriority.security) : undefined
  if (urgent !== undefined) return urgent
  const stale = isStale ? await reclaimBatch(app) : null
  return stale ?? freeze(app, counts, lanePriority.reminders)
}

async function freeze(app: App, counts: DeliveryCounts, lowestPriority: number) {
  const leaseUntil = later(app.now(), leaseMs)
  const { batch, dropped, failed } = await freezeBatch(app, { lowestPriority, leaseUntil })
  counts.skipped += dropped
  counts.failed += failed
  return batch
}

async function reclaimBatch(app: App): Promise<Batch | null> {
  const now = app.now()
  const stale = await claimStaleBatch(app.db, later(now, leaseMs), now)
  return stale && { ...stale, rendered: await unpack(stale.payload) }
}

/** Retries at once are safe: the same bytes under the same key are sent once. */
async function sendWithRetries(app: App, run: Run, batch: Batch): Promise<SendOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    await pause(Math.max(0, run.throttledUntil - performance.now()))
    const outcome = await app.mail.send(batch.rendered, batch.id)
    if (outcome.kind === "sent" && outcome.throttledMs) throttle(run, outcome.throttledMs)
    if (outcome.kind === "later") throttle(run, outcome.retryAfterMs)
    const isOpen = outcome.kind === "later" || outcome.kind === "unknown"
    if (!isOpen || attempt === attemptsInOneRun) return outcome
    if (outcome.kind === "unknown") await pause(attempt * 250)
  }
}

function throttle(run: Run, milliseconds: number): void {
  run.throttledUntil = Math.max(
    run.throttledUntil,
    performance.now() + Math.min(milliseconds, longestPauseMs),
  )
}

type SentBatch = { readonly batch: Batch; readonly outcome: SendOutcome }

// Never `counts.sent += await …`: it reads the count before the await, and loses what other workers add.
async function settle(app: App, { counts }: Run, { batch, outcome }: SentBatch): Promise<void> {
  const now = app.now()
  if (outcome.kind !== "sent") {
    log.warn({ batch: batch.id, mails: batch.mailIds.length, outcome }, "mail batch not sent")
  }
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
    case "quota": {
      const pauseMs = outcome.kind === "quota" ? quotaPauseMs : outcome.retryAfterMs
      return postponeBatch(app.db, { ...batch, reason: outcome.message }, later(now, pauseMs))
    }
    case "unknown": {
      const unsettled = { ...batch, reason: outcome.message }
      const isRetriable = later(batch.frozenAt, retriableMs) > now
      if (isRetriable) return postponeBatch(app.db, unsettled, later(now, minuteMs))
      const ambiguous = await markAmbiguous(app.db, unsettled)
      counts.failed += ambiguous
      return
    }
    default:
      return unreachable(outcome)
  }
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
  })
  const halves = await Promise.all([half(0, middle), half(middle, mailIds.length)])
  await app.db.transaction(async (tx) => {
    const priority = await consumeBatch(tx, batch)
    if (priority === null) return
    for (const one of halves) await freezeMails(tx, { ...one, priority }, now)
  })
}
