import "server-only"
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { contactRequests } from "../schema"

export type ContactRequestRow = typeof contactRequests.$inferSelect

type NewContactRequest = Pick<
  ContactRequestRow,
  "customerId" | "fullName" | "email" | "subject" | "message" | "receivedAt" | "dueAt"
>

export async function insertContactRequest(
  db: DbOrTx,
  request: NewContactRequest,
): Promise<ContactRequestRow> {
  const [inserted] = await db.insert(contactRequests).values(request).returning()
  if (!inserted) throw new Error("The contact request was not inserted")
  return inserted
}

/** Until the transaction ends no other one stores a message of the address. */
export async function lockRequestsOf(tx: DbOrTx, email: EmailAddress): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`contact ${email}`}, 0))`)
}

type Sent = Pick<ContactRequestRow, "customerId" | "fullName" | "email" | "subject" | "message"> & {
  readonly receivedAfter: Date
}

/**
 * The same message that was sent before under the same name and address, by the same customer or by none, and
 * that is not answered yet; null without.
 */
export async function findSameRequest(db: DbOrTx, sent: Sent): Promise<ContactRequestRow | null> {
  const [found] = await db
    .select()
    .from(contactRequests)
    .where(
      and(
        sent.customerId
          ? eq(contactRequests.customerId, sent.customerId)
          : isNull(contactRequests.customerId),
        eq(contactRequests.fullName, sent.fullName),
        eq(contactRequests.email, sent.email),
        eq(contactRequests.subject, sent.subject),
        eq(contactRequests.message, sent.message),
        isNull(contactRequests.answeredAt),
        gt(contactRequests.receivedAt, sent.receivedAfter),
      ),
    )
    .orderBy(desc(contactRequests.receivedAt))
    .limit(1)
  return found ?? null
}

/** At most `limit` open requests, the one that is due first on top. */
export const listOpenRequests = (db: DbOrTx, limit: number): Promise<ContactRequestRow[]> =>
  db
    .select()
    .from(contactRequests)
    .where(isNull(contactRequests.answeredAt))
    .orderBy(asc(contactRequests.dueAt), asc(contactRequests.number))
    .limit(limit)

/** How many are open, and how many of them are overdue. */
export async function countOpenRequests(db: DbOrTx, now: Date) {
  const isOpen = isNull(contactRequests.answeredAt)
  const [open, overdue] = await Promise.all([
    db.$count(contactRequests, isOpen),
    db.$count(contactRequests, and(isOpen, lt(contactRequests.dueAt, now))),
  ])
  return { open, overdue }
}

/** SELECT … FOR UPDATE. */
export async function lockContactRequest(tx: DbOrTx, number: number): Promise<ContactRequestRow | null> {
  const [found] = await tx
    .select()
    .from(contactRequests)
    .where(eq(contactRequests.number, number))
    .for("update")
  return found ?? null
}

export async function markAnswered(db: DbOrTx, number: number, now: Date): Promise<void> {
  await db.update(contactRequests).set({ answeredAt: now }).where(eq(contactRequests.number, number))
}

/** What a customer wrote while signed in, oldest first. */
export const listContactRequestsOf = (db: DbOrTx, customerId: CustomerId): Promise<ContactRequestRow[]> =>
  db
    .select()
    .from(contactRequests)
    .where(eq(contactRequests.customerId, customerId))
    .orderBy(asc(contactRequests.number))

/** Of a closing account. What is not answered yet stays: its answer is still owed. */
export async function deleteAnsweredRequestsOf(db: DbOrTx, customerId: CustomerId): Promise<void> {
  await db
    .delete(contactRequests)
    .where(and(eq(contactRequests.customerId, customerId), isNotNull(contactRequests.answeredAt)))
}

export const deleteAnsweredRequests = (db: DbOrTx, answeredBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, {
    table: contactRequests,
    where: lt(contactRequests.answeredAt, answeredBefore),
    limit,
  })
