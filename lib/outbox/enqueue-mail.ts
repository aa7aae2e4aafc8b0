import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { insertMail, insertMails } from "@/db/queries/outbox-mails"
import type { CustomerId, OutboxMailId } from "@/lib/domain/ids/brand"
import { lanePriority, lanes, type MailContent, type NewMail } from "@/lib/domain/mail"

/** Puts a mail in the outbox, in the transaction of what causes it. Null when its dedupe key was seen before. */
export function enqueueMail(db: DbOrTx, mail: NewMail, now: Date): Promise<OutboxMailId | null> {
  const lane = lanes[mail.kind]
  return insertMail(db, { ...mail, lane, priority: lanePriority[lane], createdAt: now, dueAt: now })
}

/** A mail of one kind without what `enqueueMailTo` reads from the customer's profile. */
type MailTo<Content extends MailContent = MailContent> = Content extends MailContent
  ? { readonly kind: Content["kind"]; readonly props: Omit<Content["props"], "fullName"> } & Omit<
      NewMail,
      "recipient" | "customerId" | keyof MailContent
    > & { readonly customerId: CustomerId }
  : never

/** `enqueueMail` to the customer's present address, under their name. Throws for an unknown customer. */
export async function enqueueMailTo(tx: DbOrTx, mail: MailTo, now: Date): Promise<OutboxMailId | null> {
  const { email, fullName } = await getProfile(tx, mail.customerId)
  const content = { kind: mail.kind, props: { ...mail.props, fullName } } as MailContent
  return enqueueMail(tx, { ...mail, ...content, recipient: email }, now)
}

/** A mail of which its cause, which is written down once, has said the id. */
export type CausedMail = MailContent &
  Omit<NewMail, "dedupeKey" | keyof MailContent> & { readonly id: OutboxMailId }

/** The same for many at once, in one statement. */
export async function enqueueMails(db: DbOrTx, mails: readonly CausedMail[], now: Date): Promise<void> {
  const rows = mails.map((mail) => ({
    ...mail,
    lane: lanes[mail.kind],
    priority: lanePriority[lanes[mail.kind]],
  }))
  await insertMails(db, rows, now)
}
