import "server-only"
import { type DueAlert, listAnnouncedAlerts } from "@/db/queries/due-alerts"
import type { UntoldAlert } from "@/db/queries/expiry-alerts"
import type { WaitingMail } from "@/db/queries/outbox-mails"
import type { MailContent } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { bucharestDate, daysBetween } from "@/lib/domain/time/civil-date"
import { expiringPackage } from "./expiring-package"

export type ClaimedMail = WaitingMail & { readonly content: MailContent | null }

export type CheckedMails = {
  /** Reminders have recipient and content of this moment. */
  readonly wanted: readonly ClaimedMail[]
  /** By the reason why they are dropped. */
  readonly unwanted: ReadonlyMap<string, readonly OutboxMailId[]>
  /** Announced ends that no mail tells: of dropped mails, and those left out of wanted ones. */
  readonly untold: readonly UntoldAlert[]
  /** Wanted mails whose customer has another address than when they were stored. */
  readonly moved: readonly { readonly id: OutboxMailId; readonly recipient: EmailAddress }[]
}

/** Drops the mails that are no longer wanted and brings reminders up to date. */
export async function checkMails({ db, now }: App, mails: readonly ClaimedMail[]): Promise<CheckedMails> {
  const reminders = mails.filter(({ content }) => content?.kind === "expiry-alert")
  const due = reminders.length > 0 ? await listAnnouncedAlerts(db, reminders, now()) : null
  const wanted: ClaimedMail[] = []
  const unwanted = new Map<string, OutboxMailId[]>()
  const untold: UntoldAlert[] = []
  const moved = []
  for (const stored of mails) {
    const mail = updateReminder(stored, due?.get(stored.id) ?? [], now())
    const reason = reasonToDrop(mail, now())
    if (reason === null) wanted.push(mail)
    else unwanted.set(reason, [...(unwanted.get(reason) ?? []), mail.id])
    untold.push(...untoldAlerts(stored, reason === null ? mail : null))
    if (reason === null && mail.recipient !== stored.recipient) moved.push(mail)
  }
  return { wanted, unwanted, untold, moved }
}

/** Recipient, packages, prices, buttons and days of this moment; what is not due any more is left out. */
function updateReminder(mail: ClaimedMail, due: readonly DueAlert[], now: Date): ClaimedMail {
  if (mail.content?.kind !== "expiry-alert") return mail
  const { kind, props } = mail.content
  const today = bucharestDate(now)
  const unchecked = props.packages
    .filter(({ subscriptionId }) => !subscriptionId)
    .map((one) => ({ ...one, daysLeft: daysBetween(today, one.lastDay) }))
  const packages = [...unchecked, ...due.map((alert) => expiringPackage(alert, now))]
  const { email: recipient, fullName } = due[0] ?? { email: mail.recipient, fullName: props.fullName }
  return { ...mail, recipient, content: { kind, props: { ...props, fullName, packages } } }
}

const packagesOf = (mail: ClaimedMail | null): readonly ExpiringPackage[] =>
  mail?.content?.kind === "expiry-alert" ? mail.content.props.packages : []

/** `sent`: the mail as it is sent; null if it is dropped. */
function untoldAlerts(stored: ClaimedMail, sent: ClaimedMail | null): UntoldAlert[] {
  const told = new Set(packagesOf(sent).map(({ subscriptionId }) => subscriptionId))
  return packagesOf(stored).flatMap(({ subscriptionId }) =>
    subscriptionId && !told.has(subscriptionId) ? [{ mailId: stored.id, subscriptionId }] : [],
  )
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
