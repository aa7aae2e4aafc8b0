import "server-only"
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import {
  claimStaleBatch,
  markAmbiguous,
  outboxDemand,
  postponeBatch,
  settleRefusedBatch,
  settleSentBatch,
  splitBatch,
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

/** Batches under way at once in one process: while one is being sent the next is composed. */
const workersInOneRun = 3
/** Longer than every attempt of one worker together: nobody else touches the batch meanwhile. */
const leaseMs = 90 * secondMs
const attemptsInOneRun = 3
const longestPauseMs = 5 * secondMs
const quotaPauseMs = minuteMs
/** Resend forgets a key after 24 hours: an hour before, a batch of unknown outcome is no longer repeated. */
const repeatableMs = 23 * hourMs

type Run = {
  readonly deadline: Deadline
  readonly counts: DeliveryCounts
  /** The account can send nothing more for now: what is left is kept. */
  isOver: boolean
  /** The provider asked for quiet until then, by the process's own clock. */
  quietUntil: number
}

/**
 * Sends what waits in the outbox, most urgent lane first, until nothing waits or the time is up. Any number of runs
 * may be under way at once, repeat or be killed: who is in a batch and its bytes are written down before anything is sent, and the
 * batch's id is the provider's idempotency key. No lock is held while sending.
 */
export async function deliverOutbox(app: App, options: { budgetMs: number }): Promise<DeliveryCounts> {
  const run: Run = {
    deadline: app.deadline(options.budgetMs),
    counts: { sent: 0, retried: 0, skipped: 0, failed: 0, left: 0 },
    isOver: false,
    quietUntil: 0,
  }
  await Promise.all(Array.from({ length: workersInOneRun }, () => work(app, run)))
  run.counts.left = await countUnsettledMails(app.db)
  return run.counts
}

async function work(app: App, run: Run): Promise<void> {
  while (!run.isOver && !run.deadline.hasPassed()) {
    const batch = await nextBatch(app, run.counts)
    if (batch === undefined) return
    if (batch === null) continue
    if (batch.attempts > 1) run.counts.retried += batch.mailIds.length
    const outcome = await sendPatiently(app, run, batch)
    await settle(app, batch, outcome, run.counts)
    if (outcome.kind === "quota") run.isOver = true
  }
}

/** Urgent mail first, then what an earlier attempt left open, then the rest. Undefined when nothing waits. */
async function nextBatch(app: App, counts: DeliveryCounts): Promise<Batch | null | undefined> {
  const { isUrgent, isStale } = await outboxDemand(app.db, app.now())
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

/** A short trouble at the provider is waited out: the same bytes under the same key cannot be sent twice. */
async function sendPatiently(app: App, run: Run, batch: Batch): Promise<SendOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    await pause(Math.max(0, run.quietUntil - performance.now()))
    const outcome = await app.mail.send(batch.rendered, batch.id)
    if (outcome.kind === "sent" && outcome.quietMs) beQuiet(run, outcome.quietMs)
    if (outcome.kind === "later") beQuiet(run, outcome.retryAfterMs)
    const isOpen = outcome.kind === "later" || outcome.kind === "unknown"
    if (!isOpen || attempt === attemptsInOneRun) return outcome
    if (outcome.kind === "unknown") await pause(attempt * 250)
  }
}

function beQuiet(run: Run, milliseconds: number): void {
  run.quietUntil = Math.max(run.quietUntil, performance.now() + Math.min(milliseconds, longestPauseMs))
}

async function settle(app: App, batch: Batch, outcome: SendOutcome, counts: DeliveryCounts): Promise<void> {
  const now = app.now()
  if (outcome.kind !== "sent")
    log.warn({ batch: batch.id, mails: batch.mailIds.length, outcome }, "mail batch not sent")
  switch (outcome.kind) {
    case "sent": {
      const sent = await settleSentBatch(app.db, { id: batch.id, providerIds: outcome.providerIds }, now)
      counts.sent += sent
      return
    }
    case "rejected": {
      if (batch.mailIds.length > 1) return splitBatch(app.db, batch, await halves(batch), now)
      const failed = await settleRefusedBatch(app.db, batch, outcome.message, now)
      counts.failed += failed
      return
    }
    case "later":
      return postponeBatch(app.db, batch, { at: later(now, outcome.retryAfterMs), reason: outcome.message })
    case "quota":
      return postponeBatch(app.db, batch, { at: later(now, quotaPauseMs), reason: outcome.message })
    case "unknown": {
      if (later(batch.frozenAt, repeatableMs) > now)
        return postponeBatch(app.db, batch, { at: later(now, minuteMs), reason: outcome.message })
      const ambiguous = await markAmbiguous(app.db, batch, outcome.message)
      counts.failed += ambiguous
      return
    }
    default:
      return unreachable(outcome)
  }
}

/** One bad address among a hundred is found in seven steps. */
function halves({ mailIds, rendered }: Batch) {
  const middle = Math.ceil(mailIds.length / 2)
  const half = async (from: number, to: number) => ({
    id: randomUUID(),
    mailIds: mailIds.slice(from, to),
    payload: await pack(rendered.slice(from, to)),
  })
  return Promise.all([half(0, middle), half(middle, mailIds.length)])
}
