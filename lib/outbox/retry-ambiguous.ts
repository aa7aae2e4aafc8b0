import "server-only"
import { randomUUID } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { findBatch, forgetDecidedBatch, freezeMails } from "@/db/queries/outbox-batches"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { pack, unpack } from "./payload"

type Ambiguous = { readonly id: OutboxMailId; readonly batchId: string }

/** Sends a mail of unknown outcome once more on somebody's word, as a batch of its own: under a new key, so that it may reach its reader twice. */
export async function resendAmbiguous(tx: DbOrTx, { id, batchId }: Ambiguous, now: Date): Promise<void> {
  const batch = await findBatch(tx, batchId)
  const rendered = batch && (await unpack(batch.payload))[batch.mailIds.indexOf(id)]
  if (!rendered) throw new Error("A mail of unknown outcome has lost its batch")
  const payload = await pack([rendered])
  const again = { id: randomUUID(), priority: batch.priority, mailIds: [id], payload, leaseUntil: now }
  await freezeMails(tx, again, now)
  await forgetDecidedBatch(tx, batchId)
}
