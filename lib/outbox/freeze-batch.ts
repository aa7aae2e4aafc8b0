import "server-only"
import { randomUUID } from "node:crypto"
import { listStillDue } from "@/db/queries/expiry-alerts"
import { freezeMails } from "@/db/queries/outbox-batches"
import { deleteClaim, insertClaim, lockClaims } from "@/db/queries/outbox-claims"
import { listWaitingMails, lockWaitingMails, settleMails, type WaitingMail } from "@/db/queries/outbox-mails"
import { attachedInvoices, type MailContent } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import { lanePriority } from "@/lib/domain/mail"
import { bucharestDate, type CivilDate, daysBetween } from "@/lib/domain/time/civil-date"
import { later, secondMs } from "@/lib/domain/time/lifetimes"
import type { RenderedMail } from "@/lib/mail/transport"
import { composeMail } from "./compose-mail"
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
  /** Null: every claimed mail was dropped or failed. Undefined: no mail is waiting. */
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
  const { wanted, unwanted } = await sortOutUnwanted(app, claimed)
  const composed = await Promise.all(wanted.map((mail) => composeMail(app, mail)))
  const mails = composed.flatMap((mail) => (mail.rendered ? [{ id: mail.id, rendered: mail.rendered }] : []))
  const broken = composed.flatMap((mail) => (mail.rendered ? [] : [mail.id]))
  const priority = lanePriority[first.lane]
  return storeBatch(app, { id, priority, leaseUntil, claimed, mails, unwanted, broken })
}

/** The mails that go into one batch, claimed so that other workers choose others. */
async function claimMails(
  app: App,
  { id, lowestPriority }: { readonly id: string; readonly lowestPriority: number },
): Promise<readonly ClaimedMail[]> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const except = await lockClaims(tx, now)
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
  /** By the reason why they are dropped. */
  readonly unwanted: ReadonlyMap<string, readonly OutboxMailId[]>
  readonly broken: readonly OutboxMailId[]
}

async function storeBatch(app: App, composed: ComposedBatch): Promise<FrozenBatch> {
  const { id, priority, leaseUntil, claimed, mails, unwanted, broken } = composed
  const now = app.now()
  const whole = await pack(mails.map(({ rendered }) => rendered))
  return app.db.transaction(async (tx) => {
    const claimedIds = claimed.map((mail) => mail.id)
    const [isWaiting] = await Promise.all([lockWaitingMails(tx, claimedIds), deleteClaim(tx, id)])
    let dropped = 0
    for (const [reason, all] of unwanted) {
      const ids = all.filter((one) => isWaiting.has(one))
      await settleMails(tx, { ids, status: "dropped", reason }, now)
      dropped += ids.length
    }
    const failed = broken.filter((one) => isWaiting.has(one))
    await settleMails(tx, { ids: failed, status: "failed", reason: "it cannot be composed" }, now)
    const counts = { dropped, failed: failed.length }
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

type ClaimedMail = WaitingMail & { readonly content: MailContent | null }

/** The claimed mails of the first one's lane. A mail with attachments is sent alone. */
function sendableWith(first: ClaimedMail, claimed: readonly ClaimedMail[]): readonly ClaimedMail[] {
  const isAttached = ({ content }: ClaimedMail) => content !== null && attachedInvoices(content).length > 0
  return isAttached(first) ? [first] : claimed.filter((mail) => mail.lane === first.lane && !isAttached(mail))
}

async function sortOutUnwanted({ db, now }: App, mails: readonly ClaimedMail[]) {
  const reminders = mails.filter(({ lane }) => lane === "reminders")
  const stillDue = reminders.length > 0 ? await listStillDue(db, reminders, now()) : null
  const today = bucharestDate(now())
  const wanted: ClaimedMail[] = []
  const unwanted = new Map<string, OutboxMailId[]>()
  for (const mail of mails) {
    const content = mail.content && updateReminder(mail.content, stillDue?.get(mail.id), today)
    const reason = reasonToDrop({ ...mail, content }, now())
    if (reason === null) wanted.push({ ...mail, content })
    else unwanted.set(reason, [...(unwanted.get(reason) ?? []), mail.id])
  }
  return { wanted, unwanted }
}

/** Leaves out packages that were renewed after the reminder was stored, and counts the days from today. */
function updateReminder(
  content: MailContent,
  stillDue: ReadonlySet<SubscriptionId> | undefined,
  today: CivilDate,
): MailContent {
  if (content.kind !== "expiry-alert") return content
  const packages = content.props.packages
    .filter(({ subscriptionId }) => !subscriptionId || stillDue?.has(subscriptionId))
    .map((one) => ({ ...one, daysLeft: daysBetween(today, one.lastDay) }))
  return { ...content, props: { ...content.props, packages } }
}

function reasonToDrop(mail: ClaimedMail, now: Date): string | null {
  const { lane, content, expiresAt, wantsReminders, emailTrouble } = mail
  if (content?.kind === "expiry-alert" && content.props.packages.length === 0) {
    return "none of its packages is due any more"
  }
  if (expiresAt && expiresAt <= now) return "its link has expired"
  if (lane !== "reminders") return null
  if (wantsReminders === false) return "reminders were turned off"
  return emailTrouble ? `the address has trouble: ${emailTrouble}` : null
}
