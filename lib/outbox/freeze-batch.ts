import "server-only"
import { randomUUID } from "node:crypto"
import { isLockTimeout } from "@/db/client"
import { forgetUntold } from "@/db/queries/expiry-alerts"
import { freezeMails } from "@/db/queries/outbox-batches"
import { deleteClaim, insertClaim, lockClaims } from "@/db/queries/outbox-claims"
import { listWaitingMails, lockWaitingMails, setRecipient, settleMails } from "@/db/queries/outbox-mails"
import { attachedInvoices } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { lanePriority } from "@/lib/domain/mail"
import { later, secondMs } from "@/lib/domain/time/lifetimes"
import type { RenderedMail } from "@/lib/mail/transport"
import { type CheckedMails, type ClaimedMail, checkMails } from "./check-mails"
import { type ComposedMail, composeMail } from "./compose-mail"
import { leaveToLaterVersion, mailsLeftAlone } from "./later-version"
import { pack } from "./payload"
import { storedContent } from "./stored-content"

/** Mails that are sent in one request. Their order and bytes are stored before the request. */
export type Batch = {
  readonly id: string
  /** The number of claims so far, including this one. */
  readonly attempts: number
  readonly mailIds: readonly OutboxMailId[]
  readonly rendered: readonly RenderedMail[]
  /** When the first request was made, this one included, that the provider may have accepted. */
  readonly unknownSince: Date
  /** The same without this claim; null: nothing was sent before. */
  readonly unknownBefore: Date | null
}

type FrozenBatch = {
  /** Null: nothing is sent of the claimed mails. Undefined: no mail is waiting. */
  readonly batch: Batch | null | undefined
  readonly dropped: number
  readonly failed: number
}

/** The most mails that Resend takes in one request. */
const batchSize = 100

/** Longer than composing a hundred mails takes. Past it another worker may compose them again. */
const claimMs = 30 * secondMs

/**
 * Claims the most urgent waiting mails, drops those that are no longer wanted, renders the rest and stores
 * the batch. Two short transactions, with the rendering between them: no connection of the pool is held while
 * a mail or a PDF is made. A mail that another worker froze meanwhile, or whose customer is gone, is left
 * out of the batch.
 */
export async function freezeBatch(
  app: App,
  { lowestPriority, leaseUntil }: { readonly lowestPriority: number; readonly leaseUntil: Date },
): Promise<FrozenBatch> {
  const id = randomUUID()
  const claimed = await claimMails(app, { id, lowestPriority })
  const [first] = claimed
  if (!first) return { batch: undefined, dropped: 0, failed: 0 }
  const checked = await checkMails(app, claimed)
  const composed = await Promise.all(checked.wanted.map((mail) => composeMail(app, mail)))
  const mails = composed.filter((mail) => mail.kind === "written")
  const failed = failedMails(checked.wanted, composed, app.now())
  const priority = lanePriority[first.lane]
  return storeBatch(app, { id, priority, leaseUntil, claimed, mails, checked, failed })
}

type IdsByReason = ReadonlyMap<string, readonly OutboxMailId[]>

/** What fails of the mails that could not be written. Those of a later version wait for it before. */
function failedMails(
  mails: readonly ClaimedMail[],
  composed: readonly ComposedMail[],
  now: Date,
): IdsByReason {
  const kinds = new Map(composed.map(({ id, kind }) => [id, kind]))
  const unknown = mails.filter(({ id }) => kinds.get(id) === "later-version")
  return new Map([
    ["it cannot be composed", composed.filter(({ kind }) => kind === "broken").map(({ id }) => id)],
    ["only a later version can write it", leaveToLaterVersion(unknown, now)],
  ])
}

type Choice = { readonly id: string; readonly lowestPriority: number }

/**
 * The mails that go into one batch, claimed so that other workers choose others. None where a worker holds
 * the lock for too long, because its process stands still: the next run comes to them.
 */
async function claimMails(app: App, choice: Choice): Promise<readonly ClaimedMail[]> {
  try {
    return await chooseMails(app, choice)
  } catch (error) {
    if (isLockTimeout(error)) return []
    throw error
  }
}

async function chooseMails(app: App, { id, lowestPriority }: Choice): Promise<readonly ClaimedMail[]> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const except = [...(await lockClaims(tx, now)), ...mailsLeftAlone(now)]
    const waiting = await listWaitingMails(tx, { limit: batchSize, lowestPriority, except })
    const next = waiting.map((mail) => ({ ...mail, content: storedContent(mail) }))
    const [first] = next
    if (!first) return []
    const claimed = sendableWith(first, next)
    const mailIds = claimed.map((mail) => mail.id)
    await insertClaim(tx, { id, mailIds, until: later(now, claimMs) }, now)
    return claimed
  })
}

type ComposedBatch = {
  readonly id: string
  readonly priority: number
  readonly leaseUntil: Date
  readonly claimed: readonly ClaimedMail[]
  readonly mails: readonly { readonly id: OutboxMailId; readonly rendered: RenderedMail }[]
  readonly checked: CheckedMails
  readonly failed: IdsByReason
}

async function storeBatch(app: App, composed: ComposedBatch): Promise<FrozenBatch> {
  const { id, priority, leaseUntil, claimed, mails, checked, failed } = composed
  const now = app.now()
  const whole = await pack(mails.map(({ rendered }) => rendered))
  return app.db.transaction(async (tx) => {
    const claimedIds = claimed.map((mail) => mail.id)
    const [isWaiting] = await Promise.all([lockWaitingMails(tx, claimedIds), deleteClaim(tx, id)])
    const settle = async (status: "dropped" | "failed", mails: IdsByReason) => {
      let settled = 0
      for (const [reason, all] of mails) {
        const ids = all.filter((one) => isWaiting.has(one))
        await settleMails(tx, { ids, status, reason }, now)
        settled += ids.length
      }
      return settled
    }
    const counts = {
      dropped: await settle("dropped", checked.unwanted),
      failed: await settle("failed", failed),
    }
    await forgetUntold(
      tx,
      checked.untold.filter(({ mailId }) => isWaiting.has(mailId)),
    )
    for (const { id, recipient } of checked.moved) await setRecipient(tx, id, recipient)
    const kept = mails.filter((mail) => isWaiting.has(mail.id))
    if (kept.length === 0) return { batch: null, ...counts }
    const mailIds = kept.map((mail) => mail.id)
    const rendered = kept.map((mail) => mail.rendered)
    const payload = kept.length === mails.length ? whole : await pack(rendered)
    await freezeMails(tx, { id, priority, mailIds, payload, leaseUntil, unknownSince: now }, now)
    const batch = { id, attempts: 1, mailIds, rendered, unknownSince: now, unknownBefore: null }
    return { batch, ...counts }
  })
}

/** The claimed mails of the first one's lane. A mail with attachments is sent alone. */
function sendableWith(first: ClaimedMail, claimed: readonly ClaimedMail[]): readonly ClaimedMail[] {
  const isAttached = ({ content }: ClaimedMail) => content !== null && attachedInvoices(content).length > 0
  return isAttached(first) ? [first] : claimed.filter((mail) => mail.lane === first.lane && !isAttached(mail))
}
