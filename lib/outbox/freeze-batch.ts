import "server-only"
import { randomUUID } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { listStillDue } from "@/db/queries/expiry-alerts"
import { freezeMails } from "@/db/queries/outbox-batches"
import { lockWaitingMails, settleMails } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import type { OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import { attachedInvoices, lanePriority, type MailContent } from "@/lib/domain/mail"
import { bucharestDate, type CivilDate, daysBetween } from "@/lib/domain/time/civil-date"
import type { RenderedMail } from "@/lib/mail/transport"
import { composeMail } from "./compose-mail"
import { pack } from "./payload"

/** Mails that are sent together: who, in which order, and the bytes, written down before anything is sent. */
export type Batch = {
  readonly id: string
  /** Which claim of it this is. */
  readonly attempts: number
  readonly mailIds: readonly OutboxMailId[]
  readonly rendered: readonly RenderedMail[]
  readonly frozenAt: Date
}

type Freezing = {
  /** Null when nothing of what was claimed is to be sent; undefined when nothing waits. */
  readonly batch: Batch | null | undefined
  readonly dropped: number
  readonly failed: number
}

/** What the provider takes at once. */
const batchSize = 100

/**
 * Claims the most urgent mails that wait, leaves out what nobody is to get any more, composes the rest and writes the batch down, in
 * one transaction. Other workers skip what it holds.
 */
export async function freezeBatch(
  app: App,
  { lowestPriority, leaseUntil }: { readonly lowestPriority: number; readonly leaseUntil: Date },
): Promise<Freezing> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const locked = await lockWaitingMails(tx, { limit: batchSize, lowestPriority }, now)
    const [first] = locked
    if (!first) return { batch: undefined, dropped: 0, failed: 0 }
    const { wanted, dropped } = await wantedOf(tx, togetherWith(first, locked), now)
    const composed = await Promise.all(wanted.map((mail) => composeMail(app, tx, mail)))
    const mails = composed.flatMap(({ id, rendered }) => (rendered ? [{ id, rendered }] : []))
    const broken = composed.flatMap(({ id, rendered }) => (rendered ? [] : [id]))
    await settleMails(tx, broken, { status: "failed", reason: "it cannot be composed" }, now)
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

type Locked = Awaited<ReturnType<typeof lockWaitingMails>>[number]

const contentOf = ({ kind, props }: Locked) => ({ kind, props }) as MailContent

/** Of one lane; what has attachments goes alone. */
function togetherWith(first: Locked, locked: readonly Locked[]): readonly Locked[] {
  const isAttached = (mail: Locked) => attachedInvoices(contentOf(mail)).length > 0
  return isAttached(first) ? [first] : locked.filter((mail) => mail.lane === first.lane && !isAttached(mail))
}

async function wantedOf(tx: DbOrTx, mails: readonly Locked[], now: Date) {
  const reminders = mails.filter(({ lane }) => lane === "reminders")
  const stillDue = reminders.length > 0 ? await listStillDue(tx, reminders, now) : null
  const today = bucharestDate(now)
  const wanted = []
  const unwanted = new Map<string, OutboxMailId[]>()
  for (const mail of mails) {
    const content = stillDue ? freshened(contentOf(mail), stillDue.get(mail.id), today) : contentOf(mail)
    const reason = content ? reasonToDrop(mail, now) : "nothing that it announces ends any more"
    if (content && reason === null) wanted.push({ id: mail.id, recipient: mail.recipient, content })
    else unwanted.set(reason ?? "", [...(unwanted.get(reason ?? "") ?? []), mail.id])
  }
  for (const [reason, ids] of unwanted) await settleMails(tx, ids, { status: "dropped", reason }, now)
  return { wanted, dropped: mails.length - wanted.length }
}

/** A reminder without what was renewed since, and with the days that are left now; null when nothing is left of it. */
function freshened(
  content: MailContent,
  stillDue: ReadonlySet<SubscriptionId> | undefined,
  today: CivilDate,
): MailContent | null {
  if (content.kind !== "expiry-alert") return content
  const packages = content.props.packages
    .filter(({ subscriptionId }) => !subscriptionId || stillDue?.has(subscriptionId))
    .map((one) => ({ ...one, daysLeft: daysBetween(today, one.lastDay) }))
  return packages.length > 0 ? { ...content, props: { ...content.props, packages } } : null
}

function reasonToDrop({ lane, expiresAt, wantsReminders, emailTrouble }: Locked, now: Date): string | null {
  if (expiresAt && expiresAt <= now) return "its link has expired"
  if (lane !== "reminders") return null
  if (wantsReminders === false) return "reminders were turned off"
  return emailTrouble ? `the address has trouble: ${emailTrouble}` : null
}
