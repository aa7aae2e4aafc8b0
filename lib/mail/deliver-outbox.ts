import "server-only"
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { promisify } from "node:util"
import { gunzip, gzip } from "node:zlib"
import type { DbOrTx } from "@/db/client"
import { findInvoiceDocument } from "@/db/queries/invoices"
import {
  claimStaleBatch,
  countUnsettledMails,
  freezeMails,
  lockWaitingMails,
  markAmbiguous,
  postponeBatch,
  settleMails,
  settleSentMails,
  splitBatch,
} from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import { describeError } from "@/lib/describe-error"
import type { OutboxMailId } from "@/lib/domain/brand"
import { invoiceFileName, invoiceTitle } from "@/lib/domain/invoice"
import { hourMs, later, minuteMs } from "@/lib/domain/lifetimes"
import { attachedInvoices, type MailContent } from "@/lib/domain/mail"
import { unreachable } from "@/lib/domain/result"
import { log } from "@/lib/log"
import { invoicePdf } from "@/lib/pdf/invoice-pdf"
import { renderMail } from "./render-mail"
import type { MailAttachment, RenderedMail, SendOutcome } from "./transport"

export type DeliveryCounts = { sent: number; retried: number; skipped: number; failed: number; left: number }

/** What the provider takes at once. */
const batchSize = 100
/** Longer than every attempt of one worker together: nobody else touches the batch meanwhile. */
const leaseMs = 3 * minuteMs
const attemptsInOneRun = 3
const quotaPauseMs = 10 * minuteMs
/** Resend forgets a key after 24 hours: an hour before, a batch of unknown outcome is no longer repeated. */
const repeatableMs = 23 * hourMs

type Batch = {
  readonly id: string
  readonly mails: readonly { readonly id: OutboxMailId; readonly rendered: RenderedMail }[]
  readonly firstTriedAt: Date
  readonly isRetry: boolean
}

/**
 * Sends what waits in the outbox, most urgent lane first, until nothing waits or the time is up. Any number of workers
 * may run at once, repeat or be killed: who is in a batch and its bytes are written down before anything is sent, and the
 * batch's id is the provider's idempotency key.
 */
export async function deliverOutbox(app: App, options: { budgetMs: number }): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { sent: 0, retried: 0, skipped: 0, failed: 0, left: 0 }
  const until = later(app.now(), options.budgetMs)
  while (app.now() < until) {
    const batch = await nextBatch(app, counts)
    if (batch === "none") break
    if (batch === "dropped") continue
    if (batch.isRetry) counts.retried += batch.mails.length
    const outcome = await sendPatiently(app, batch)
    await settle(app, batch, outcome, counts)
    if (outcome.kind === "quota") break
  }
  counts.left = await countUnsettledMails(app.db)
  return counts
}

/** Urgent mail first, then what an earlier attempt left open, then the rest. */
async function nextBatch(app: App, counts: DeliveryCounts): Promise<Batch | "dropped" | "none"> {
  const urgent = await freezeBatch(app, counts, { lowestPriority: 0 })
  if (urgent !== "none") return urgent
  return (await reclaimBatch(app)) ?? freezeBatch(app, counts, { lowestPriority: 2 })
}

async function freezeBatch(
  app: App,
  counts: DeliveryCounts,
  { lowestPriority }: { lowestPriority: number },
): Promise<Batch | "dropped" | "none"> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const locked = await lockWaitingMails(tx, { limit: batchSize, lowestPriority }, now)
    const [first] = locked
    if (!first) return "none"
    // What has attachments goes alone.
    const batch = isAttached(first)
      ? [first]
      : locked.filter((mail) => mail.lane === first.lane && !isAttached(mail))
    const kept = await dropUnwanted(tx, batch, now)
    counts.skipped += batch.length - kept.length
    const mails = await composeAll(app, tx, kept, now)
    counts.failed += kept.length - mails.length
    if (mails.length === 0) return "dropped"
    const id = randomUUID()
    await freezeMails(tx, { id, mails, leaseUntil: later(now, leaseMs) }, now)
    return { id, mails, firstTriedAt: now, isRetry: false }
  })
}

async function dropUnwanted<Mail extends Waiting & { readonly id: OutboxMailId }>(
  tx: DbOrTx,
  batch: readonly Mail[],
  now: Date,
): Promise<Mail[]> {
  const kept = []
  for (const mail of batch) {
    const reason = reasonToDrop(mail, now)
    if (reason === null) kept.push(mail)
    else await settleMails(tx, [mail.id], { status: "dropped", reason }, now)
  }
  return kept
}

/** One that cannot be composed is a defect of ours: it fails alone. */
async function composeAll(app: App, tx: DbOrTx, batch: readonly Composable[], now: Date) {
  const mails = []
  for (const { id, mail } of await Promise.all(batch.map((one) => compose(app, tx, one)))) {
    if (mail) mails.push(mail)
    else await settleMails(tx, [id], { status: "failed", reason: "it cannot be composed" }, now)
  }
  return mails
}

const contentOf = ({ kind, props }: { readonly kind: string; readonly props: unknown }) =>
  ({ kind, props }) as MailContent

const isAttached = (mail: Parameters<typeof contentOf>[0]) => attachedInvoices(contentOf(mail)).length > 0

async function compose(app: App, tx: DbOrTx, mail: Composable) {
  try {
    const content = contentOf(mail)
    const written = await renderMail(content, mail.recipient, app.mail.context)
    const attachments = await attachmentsOf(tx, content)
    const rendered = attachments.length > 0 ? { ...written, attachments } : written
    return { id: mail.id, mail: { id: mail.id, rendered, payload: await pack(rendered) } }
  } catch (error) {
    log.error({ mail: mail.id, kind: mail.kind, error: describeError(error) }, "mail cannot be composed")
    return { id: mail.id, mail: null }
  }
}

type Composable = Parameters<typeof contentOf>[0] & { readonly id: OutboxMailId; readonly recipient: string }

async function attachmentsOf(tx: DbOrTx, content: MailContent): Promise<MailAttachment[]> {
  const attachments = []
  for (const id of attachedInvoices(content)) {
    const invoice = await findInvoiceDocument(tx, id)
    if (!invoice) throw new Error("A mail names an invoice that is not there")
    const pdf = await invoicePdf([invoice], invoiceTitle(invoice))
    const filename = invoiceFileName(invoice)
    attachments.push({ filename, content: pdf.toString("base64"), contentType: "application/pdf" })
  }
  return attachments
}

type Waiting = {
  readonly lane: string
  readonly expiresAt: Date | null
  readonly wantsReminders: boolean | null
}

/** Checked when a batch is frozen; a frozen one is repeated unchanged. */
function reasonToDrop(mail: Waiting, now: Date): string | null {
  if (mail.expiresAt && mail.expiresAt <= now) return "its link has expired"
  if (mail.lane === "reminders" && mail.wantsReminders === false) return "reminders were turned off"
  return null
}

async function reclaimBatch(app: App): Promise<Batch | null> {
  const now = app.now()
  const stale = await app.db.transaction((tx) => claimStaleBatch(tx, later(now, leaseMs), now))
  if (!stale) return null
  const mails = await Promise.all(
    stale.mails.map(async ({ id, payload }) => ({ id, rendered: await unpack(payload) })),
  )
  return { id: stale.id, mails, firstTriedAt: stale.mails[0]?.frozenAt ?? now, isRetry: true }
}

/** A short trouble at the provider is waited out: the same bytes under the same key cannot be sent twice. */
async function sendPatiently(app: App, batch: Batch): Promise<SendOutcome> {
  const mails = batch.mails.map(({ rendered }) => rendered)
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await app.mail.send(mails, batch.id)
    const isOpen = outcome.kind === "later" || outcome.kind === "unknown"
    if (!isOpen || attempt === attemptsInOneRun) return outcome
    await pause(outcome.kind === "later" ? Math.min(outcome.retryAfterMs, 5_000) : attempt * 250)
  }
}

async function settle(app: App, batch: Batch, outcome: SendOutcome, counts: DeliveryCounts): Promise<void> {
  const now = app.now()
  const ids = batch.mails.map(({ id }) => id)
  if (outcome.kind !== "sent")
    log.warn({ batch: batch.id, mails: ids.length, outcome }, "mail batch not sent")
  switch (outcome.kind) {
    case "sent":
      await settleSentMails(
        app.db,
        ids.map((id, at) => ({ id, providerId: outcome.providerIds[at] ?? "" })),
        now,
      )
      counts.sent += ids.length
      return
    case "rejected":
      if (ids.length > 1)
        return splitBatch(
          app.db,
          ids.map((id) => ({ id, batchId: randomUUID() })),
          now,
        )
      counts.failed += 1
      return settleMails(app.db, ids, { status: "failed", reason: outcome.message }, now)
    case "later":
      return postponeBatch(app.db, ids, { at: later(now, outcome.retryAfterMs), reason: outcome.message })
    case "quota":
      return postponeBatch(app.db, ids, { at: later(now, quotaPauseMs), reason: outcome.message })
    case "unknown": {
      if (later(batch.firstTriedAt, repeatableMs) <= now) {
        counts.failed += ids.length
        return markAmbiguous(app.db, ids)
      }
      return postponeBatch(app.db, ids, { at: later(now, minuteMs), reason: outcome.message })
    }
    default:
      return unreachable(outcome)
  }
}

const compress = promisify(gzip)
const decompress = promisify(gunzip)

const pack = (mail: RenderedMail): Promise<Uint8Array> => compress(JSON.stringify(mail))

async function unpack(payload: Uint8Array | null): Promise<RenderedMail> {
  if (!payload) throw new Error("A frozen mail has lost its payload")
  return JSON.parse((await decompress(payload)).toString("utf8"))
}
