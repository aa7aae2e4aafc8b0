import "server-only"
import { randomUUID } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { listStillDue } from "@/db/queries/expiry-alerts"
import { freezeMails } from "@/db/queries/outbox-batches"
import { lockWaitingMails, settleMails, type WaitingMail } from "@/db/queries/outbox-mails"
import { attachedInvoices, type MailContent } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import { lanePriority } from "@/lib/domain/mail"
import { bucharestDate, type CivilDate, daysBetween } from "@/lib/domain/time/civil-date"
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
  readonly frozenAt: Date
}

type FrozenBatch = {
  /** Null: every claimed mail was dropped or failed. Undefined: no mail is waiting. */
  readonly batch: Batch | null | undefined
  readonly dropped: number
  readonly failed: number
}

/** The most mails that Resend takes in one request. */
const batchSize = 100

/**
 * Claims the most urgent waiting mails, drops those that are no longer wanted, renders the rest and stores
 * the batch, in one transaction. Concurrent workers skip the rows that it has locked.
 */
export async function freezeBatch(
  app: App,
  { lowestPriority, leaseUntil }: { readonly lowestPriority: number; readonly leaseUntil: Date },
): Promise<FrozenBatch> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const locked = await lockWaitingMails(tx, { limit: batchSize, lowestPriority })
    const claimed = locked.map((mail) => ({ ...mail, content: storedContent(mail) }))
    const [first] = claimed
    if (!first) return { batch: undefined, dropped: 0, failed: 0 }
    const { wanted, dropped } = await dropUnwanted(tx, sendableWith(first, claimed), now)
    const composed = await Promise.all(wanted.map((mail) => composeMail(app, tx, mail)))
    const mails = composed.flatMap(({ id, rendered }) => (rendered ? [{ id, rendered }] : []))
    const broken = composed.flatMap(({ id, rendered }) => (rendered ? [] : [id]))
    await settleMails(tx, { ids: broken, status: "failed", reason: "it cannot be composed" }, now)
    const counts = { dropped, failed: broken.length }
    if (mails.length === 0) return { batch: null, ...counts }
    const id = randomUUID()
    const mailIds = mails.map((mail) => mail.id)
    const rendered = mails.map((mail) => mail.rendered)
    const priority = lanePriority[first.lane]
    await freezeMails(tx, { id, priority, mailIds, payload: await pack(rendered), leaseUntil }, now)
    return { batch: { id, attempts: 1, mailIds, rendered, frozenAt: now }, ...counts }
  })
}

type ClaimedMail = WaitingMail & { readonly content: MailContent | null }

/** The claimed mails of the first one's lane. A mail with attachments is sent alone. */
function sendableWith(first: ClaimedMail, claimed: readonly ClaimedMail[]): readonly ClaimedMail[] {
  const isAttached = ({ content }: ClaimedMail) => content !== null && attachedInvoices(content).length > 0
  return isAttached(first) ? [first] : claimed.filter((mail) => mail.lane === first.lane && !isAttached(mail))
}

async function dropUnwanted(tx: DbOrTx, mails: readonly ClaimedMail[], now: Date) {
  const reminders = mails.filter(({ lane }) => lane === "reminders")
  const stillDue = reminders.length > 0 ? await listStillDue(tx, reminders, now) : null
  const today = bucharestDate(now)
  const wanted: ClaimedMail[] = []
  const unwanted = new Map<string, OutboxMailId[]>()
  for (const mail of mails) {
    const content = mail.content && updateReminder(mail.content, stillDue?.get(mail.id), today)
    const reason = reasonToDrop({ ...mail, content }, now)
    if (reason === null) wanted.push({ ...mail, content })
    else unwanted.set(reason, [...(unwanted.get(reason) ?? []), mail.id])
  }
  for (const [reason, ids] of unwanted) await settleMails(tx, { ids, status: "dropped", reason }, now)
  return { wanted, dropped: mails.length - wanted.length }
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
