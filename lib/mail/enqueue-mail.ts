import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertMail, insertMails } from "@/db/queries/outbox-mails"
import type { OutboxMailId } from "@/lib/domain/brand"
import { lanePriority, lanes, type NewMail } from "@/lib/domain/mail"

/** Puts a mail in the outbox, in the transaction of what causes it. Null when its dedupe key was seen before. */
export function enqueueMail(db: DbOrTx, mail: NewMail, now: Date): Promise<OutboxMailId | null> {
  const lane = lanes[mail.kind]
  return insertMail(db, { ...mail, lane, priority: lanePriority[lane], createdAt: now, dueAt: now })
}

/** The same for many at once, in one statement: the ids of those that were stored, by their dedupe keys. */
export async function enqueueMails(
  db: DbOrTx,
  mails: readonly NewMail[],
  now: Date,
): Promise<ReadonlyMap<string, OutboxMailId>> {
  return insertMails(
    db,
    mails.map((mail) => ({ ...mail, lane: lanes[mail.kind], priority: lanePriority[lanes[mail.kind]] })),
    now,
  )
}
