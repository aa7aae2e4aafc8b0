import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { insertMail, insertMails } from "@/db/queries/outbox-mails"
import { type MailContent, mailDefinition } from "@/emails/registry"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import { lanePriority, type MailKind } from "@/lib/domain/mail"
import { noteQueuedMail } from "./queued-mails"

type MailOptions = {
  /** A second mail with the same key is not stored. */
  readonly dedupeKey: string
  /** From then on the mail is dropped instead of sent: its link has expired. */
  readonly expiresAt?: Date | undefined
}

export type NewMail = MailContent &
  MailOptions & { readonly recipient: EmailAddress; readonly customerId?: CustomerId }

/**
 * Stores a mail in the transaction of its cause; `deliverOutbox` sends it. Null if a mail with the same
 * dedupe key was stored before.
 */
export async function enqueueMail(db: DbOrTx, mail: NewMail, now: Date): Promise<OutboxMailId | null> {
  const id = await insertMail(db, { ...mail, ...laneOf(mail.kind), createdAt: now })
  if (id) noteQueuedMail()
  return id
}

/** A mail without what `enqueueMailTo` reads from the customer's profile. */
type MailTo<Content extends MailContent = MailContent> = Content extends MailContent
  ? MailOptions & {
      readonly kind: Content["kind"]
      readonly props: Omit<Content["props"], "fullName">
      readonly customerId: CustomerId
    }
  : never

/** `enqueueMail` to the customer's present address, under their name. Throws for an unknown customer. */
export async function enqueueMailTo(tx: DbOrTx, mail: MailTo, now: Date): Promise<OutboxMailId | null> {
  const { email, fullName } = await getProfile(tx, mail.customerId)
  const content = { kind: mail.kind, props: { ...mail.props, fullName } } as MailContent
  return enqueueMail(tx, { ...mail, ...content, recipient: email }, now)
}

/** A mail whose id was assigned by `claimAlerts`; it needs no dedupe key. */
export type ClaimedMail = MailContent & {
  readonly id: OutboxMailId
  readonly recipient: EmailAddress
  readonly customerId: CustomerId
  readonly expiresAt: Date | undefined
}

/** Stores many mails in one statement. */
export async function enqueueMails(db: DbOrTx, mails: readonly ClaimedMail[], now: Date): Promise<void> {
  const rows = mails.map((mail) => ({ ...mail, ...laneOf(mail.kind) }))
  await insertMails(db, rows, now)
}

function laneOf(kind: MailKind) {
  const { lane } = mailDefinition(kind)
  return { lane, priority: lanePriority[lane] }
}
