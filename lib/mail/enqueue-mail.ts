import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertMail } from "@/db/queries/outbox-mails"
import type { OutboxMailId } from "@/lib/domain/brand"
import { lanePriority, lanes, type NewMail } from "@/lib/domain/mail"

/** Puts a mail in the outbox, in the transaction of what causes it. Null when its dedupe key was seen before. */
export function enqueueMail(db: DbOrTx, mail: NewMail, now: Date): Promise<OutboxMailId | null> {
  const lane = lanes[mail.kind]
  return insertMail(db, { ...mail, lane, priority: lanePriority[lane], createdAt: now, dueAt: now })
}
