import "server-only"
import { randomUUID } from "node:crypto"
import { claimStaleBatch, consumeBatch, freezeMails, markAmbiguous } from "@/db/queries/outbox-batches"
import type { App } from "@/lib/app"
import type { Batch } from "./freeze-batch"
import { pack, unpack } from "./payload"
import { isRetriable } from "./settle-batch"

type Reclaimed = {
  /** Null: nothing is left to send of it. Undefined: no batch has an expired lease. */
  readonly batch: Batch | null | undefined
  readonly ambiguous: number
}

/**
 * Claims a batch whose lease has expired. One of unknown outcome whose key the provider has forgotten becomes
 * ambiguous before anything is sent. One of which nothing was ever sent gets today's MAIL_FROM.
 */
export async function reclaimBatch(app: App, leaseUntil: Date): Promise<Reclaimed> {
  const now = app.now()
  const stale = await claimStaleBatch(app.db, leaseUntil, now)
  if (!stale) return { batch: undefined, ambiguous: 0 }
  const { unknownBefore } = stale
  if (unknownBefore && !isRetriable(unknownBefore, now)) {
    const reason = stale.lastError ?? "it is not known whether it was sent"
    return { batch: null, ambiguous: await markAmbiguous(app.db, { ...stale, reason }) }
  }
  const rendered = await unpack(stale.payload)
  const batch = { ...stale, rendered, unknownSince: unknownBefore ?? now }
  const isOutdated = rendered.some(({ from }) => from !== app.mail.context.from)
  if (unknownBefore || !isOutdated) return { batch, ambiguous: 0 }
  return { batch: await replaceSender(app, batch, leaseUntil), ambiguous: 0 }
}

/** Freezes the batch anew under a new key. Null if another worker has claimed it meanwhile. */
async function replaceSender(app: App, batch: Batch, leaseUntil: Date): Promise<Batch | null> {
  const now = app.now()
  const rendered = batch.rendered.map((mail) => ({ ...mail, from: app.mail.context.from }))
  const payload = await pack(rendered)
  const { mailIds } = batch
  const id = randomUUID()
  return app.db.transaction(async (tx) => {
    const priority = await consumeBatch(tx, batch)
    if (priority === null) return null
    await freezeMails(tx, { id, priority, mailIds, payload, leaseUntil, unknownSince: now }, now)
    return { id, attempts: 1, mailIds, rendered, unknownSince: now, unknownBefore: null }
  })
}
