import "server-only"
import { randomUUID } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { deleteDecidedBatch, freezeMails, lockBatch } from "@/db/queries/outbox-batches"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { pack, unpack } from "./payload"

type AmbiguousMail = { readonly id: OutboxMailId; readonly batchId: string }

/** Puts an ambiguous mail into a batch of its own, under a new key: the customer may get it twice. */
export async function retryAmbiguous(tx: DbOrTx, mail: AmbiguousMail, now: Date): Promise<void> {
  const { id, batchId } = mail
  const batch = await lockBatch(tx, batchId)
  const rendered = batch && (await unpack(batch.payload))[batch.mailIds.indexOf(id)]
  if (!rendered) throw new Error("The batch of an ambiguous mail does not exist")
  const payload = await pack([rendered])
  const { priority } = batch
  const retry = { id: randomUUID(), priority, mailIds: [id], payload, leaseUntil: now, unknownSince: null }
  await freezeMails(tx, retry, now)
  await deleteDecidedBatch(tx, batchId)
}
