import { eq } from "drizzle-orm"
import type { Db } from "@/db/client"
import { outboxMails } from "@/db/schema"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { MailEvent } from "@/lib/mail/transport"

export async function getMailTo(db: Db, customerId: CustomerId) {
  const [mail] = await db.select().from(outboxMails).where(eq(outboxMails.customerId, customerId))
  if (!mail) throw new Error("The outbox has no mail to this customer")
  return mail
}

export async function getMailToAddress(db: Db, recipient: EmailAddress) {
  const [mail] = await db.select().from(outboxMails).where(eq(outboxMails.recipient, recipient))
  if (!mail) throw new Error("The outbox has no mail to this address")
  return mail
}

let events = 0

/** An event of the mail provider with an id of its own. */
export function aMailEvent(mail: { readonly id: string }, wanted: Partial<MailEvent> = {}): MailEvent {
  events += 1
  const id = `msg_${events}`
  const event = { type: "email.any", providerId: "", outcome: "delivered", reason: null } as const
  return { id, ...event, mailId: mail.id, ...wanted }
}
