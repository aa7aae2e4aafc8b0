import "server-only"
import { getOutboxDemand } from "@/db/queries/outbox-batches"
import { countUnsettledMails } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import { lanePriority } from "@/lib/domain/mail"
import { later, secondMs } from "@/lib/domain/time/lifetimes"
import { type Batch, freezeBatch } from "./freeze-batch"
import { mailsLeftAlone } from "./later-version"
import { reclaimBatch } from "./reclaim-batch"
import { type DeliveryCounts, type Run, sendWithRetries } from "./send-batch"
import { settleBatch } from "./settle-batch"

/** Concurrent workers in one process: while one sends a batch, the next is rendered. */
const workersInOneRun = 3
/** Longer than all attempts of one worker together, so that no other worker claims the batch meanwhile. */
const leaseMs = 90 * secondMs

/**
 * Sends the waiting mails, the most urgent lane first, until none is left, the time is up or the provider
 * takes no more. Runs may overlap, repeat or be killed: the order and bytes of a batch are stored before it
 * is sent, and its id is the provider's idempotency key. No transaction is open while a request is sent.
 */
export async function deliverOutbox(app: App, options: { budgetMs: number }): Promise<DeliveryCounts> {
  const run: Run = {
    deadline: app.deadline(options.budgetMs),
    counts: { sent: 0, retried: 0, skipped: 0, failed: 0, left: 0 },
    isOver: false,
    isPauseStored: false,
    throttledUntil: 0,
  }
  await Promise.all(Array.from({ length: workersInOneRun }, () => work(app, run)))
  run.counts.left = await countUnsettledMails(app.db)
  return run.counts
}

async function work(app: App, run: Run): Promise<void> {
  while (!run.isOver && !run.deadline.hasPassed()) {
    const batch = await claimBatch(app, run)
    if (batch === undefined) return
    if (batch === null) continue
    if (batch.attempts > 1) run.counts.retried += batch.mailIds.length
    const sending = await sendWithRetries(app, run, batch)
    await settleBatch(app, run, { batch, ...sending })
  }
}

/**
 * The most urgent lane first. Within a lane a batch whose lease has expired goes before waiting mails; in the
 * security lane after them. Undefined if nothing is waiting, or the queue is paused; null if nothing was left
 * to send of what was claimed.
 */
async function claimBatch(app: App, run: Run): Promise<Batch | null | undefined> {
  const now = app.now()
  const demand = { sender: app.mail.context.from, except: mailsLeftAlone(now) }
  const { waiting, stale, isPaused } = await getOutboxDemand(app.db, demand, now)
  if (isPaused !== null) run.isPauseStored = true
  if (isPaused) {
    run.isOver = true
    return undefined
  }
  if (waiting === null && stale === null) return undefined
  const isWaitingFirst =
    waiting !== null && (waiting === lanePriority.security || stale === null || waiting < stale)
  const fresh = isWaitingFirst ? await freeze(app, run, waiting) : undefined
  if (fresh !== undefined) return fresh
  const reclaimed = stale === null ? undefined : await reclaim(app, run)
  return reclaimed === undefined ? freeze(app, run, lanePriority.reminders) : reclaimed
}

async function freeze(app: App, { counts }: Run, lowestPriority: number) {
  const leaseUntil = later(app.now(), leaseMs)
  const { batch, dropped, failed } = await freezeBatch(app, { lowestPriority, leaseUntil })
  counts.skipped += dropped
  counts.failed += failed
  return batch
}

async function reclaim(app: App, { counts }: Run) {
  const { batch, ambiguous } = await reclaimBatch(app, later(app.now(), leaseMs))
  counts.failed += ambiguous
  return batch
}
