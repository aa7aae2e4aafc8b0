import "server-only"
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { MailLane } from "@/lib/domain/mail"
import type { DbOrTx } from "../client"
import { outboxMails } from "../schema"

/** One array parameter instead of one parameter per id. */
const uuids = (ids: readonly OutboxMailId[]) => sql`${`{${ids.join(",")}}`}::uuid[]`

type NewOutboxMail = Pick<
  typeof outboxMails.$inferInsert,
  | "kind"
  | "lane"
  | "priority"
  | "customerId"
  | "recipient"
  | "props"
  | "dedupeKey"
  | "expiresAt"
  | "createdAt"
>

/** Null if a mail with the same dedupe key was stored before. */
export async function insertMail(db: DbOrTx, mail: NewOutboxMail): Promise<OutboxMailId | null> {
  const [inserted] = await db
    .insert(outboxMails)
    .values(mail)
    .onConflictDoNothing({ target: outboxMails.dedupeKey, where: sql`dedupe_key is not null` })
    .returning({ id: outboxMails.id })
  return inserted?.id ?? null
}

type ManyMails = readonly (Omit<NewOutboxMail, "createdAt" | "dedupeKey"> & {
  readonly id: OutboxMailId
})[]

/** Inserts mails without a dedupe key, in one statement with one parameter for all of them. */
export async function insertMails(db: DbOrTx, mails: ManyMails, now: Date): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ id, kind, lane, priority, customerId, recipient, props, expiresAt }) => {
    return { id, kind, lane, priority, customerId, recipient, props, expiresAt }
  })
  const instant = sql`${now.toISOString()}::timestamptz`
  await db.execute(sql`
    insert into ${outboxMails} (id, kind, lane, priority, customer_id, recipient, props, expires_at, created_at)
    select id, kind, lane, priority, "customerId", recipient, props, "expiresAt", ${instant}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as mail(id uuid, kind text, lane text, priority smallint,
      "customerId" uuid, recipient text, props jsonb, "expiresAt" timestamptz)`)
}

export type WaitingMail = {
  readonly id: OutboxMailId
  readonly kind: string
  readonly lane: MailLane
  readonly recipient: EmailAddress
  readonly props: unknown
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly customerId: CustomerId | null
  readonly wantsReminders: boolean | null
  readonly emailTrouble: string | null
}

type WaitingRow = Omit<WaitingMail, "expiresAt" | "createdAt"> & {
  expiresAt: string | null
  createdAt: string
  [column: string]: unknown
}

type WaitingOptions = {
  readonly limit: number
  readonly lowestPriority: number
  /** Mails that other workers have claimed, and those that this process cannot write. */
  readonly except: readonly OutboxMailId[]
}

/**
 * The most urgent lane first, without a lock. A mail is waiting while it has props. `enable_sort = off`
 * because stale statistics make the planner sort the whole outbox for every 100 mails.
 */
export async function listWaitingMails(
  tx: DbOrTx,
  { limit, lowestPriority, except }: WaitingOptions,
): Promise<WaitingMail[]> {
  // Pipelined: one round trip for both statements.
  const [, rows] = await Promise.all([
    tx.execute(sql`select set_config('enable_sort', 'off', true)`),
    tx.execute<WaitingRow>(sql`
      with next as materialized (
        select id, priority, kind, lane, recipient, props, expires_at, created_at, customer_id from outbox_mails
        where props is not null and priority <= ${lowestPriority} and id <> all(${uuids(except)})
        order by priority, id limit ${limit})
      select next.id, kind, lane, recipient, props, expires_at as "expiresAt", next.created_at as "createdAt",
        customer_id as "customerId", c.reminders_enabled as "wantsReminders", c.email_trouble as "emailTrouble"
      from next left join customers c on c.id = next.customer_id order by priority, next.id`),
  ])
  return rows.map(({ expiresAt, createdAt, ...row }) => ({
    ...row,
    expiresAt: expiresAt ? new Date(expiresAt) : null,
    createdAt: new Date(createdAt),
  }))
}

/** SELECT … FOR UPDATE. Those of the mails that are still waiting. */
export async function lockWaitingMails(
  tx: DbOrTx,
  ids: readonly OutboxMailId[],
): Promise<ReadonlySet<OutboxMailId>> {
  const rows = await tx.execute<{ id: OutboxMailId }>(sql`
    select id from outbox_mails where id = any(${uuids(ids)}) and props is not null order by id for update`)
  return new Set(rows.map(({ id }) => id))
}

type SettledMails = {
  readonly ids: readonly OutboxMailId[]
  readonly status: "failed" | "dropped"
  readonly reason: string
}

export async function settleMails(db: DbOrTx, mails: SettledMails, now: Date): Promise<void> {
  const { ids, status, reason } = mails
  if (ids.length === 0) return
  await db
    .update(outboxMails)
    .set({ status, lastError: reason, settledAt: now, props: null })
    .where(inArray(outboxMails.id, [...ids]))
}

/** What is still to be mailed about a closing customer's orders stays, with the address that it goes to. */
export async function keepOrderMails(db: DbOrTx, customerId: CustomerId): Promise<void> {
  const isOpen = and(eq(outboxMails.lane, "orders"), isNull(outboxMails.settledAt))
  await db
    .update(outboxMails)
    .set({ customerId: null })
    .where(and(eq(outboxMails.customerId, customerId), isOpen))
}

/**
 * The mails to a customer, for the export of their data. The text of a mail is erased when it is sent. Left
 * out is the link to a new address: it is sent only where no account has that address.
 */
export async function listMailsTo(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      kind: outboxMails.kind,
      recipient: outboxMails.recipient,
      status: outboxMails.status,
      createdAt: outboxMails.createdAt,
      expiresAt: outboxMails.expiresAt,
      settledAt: outboxMails.settledAt,
      delivery: outboxMails.delivery,
      lastError: outboxMails.lastError,
    })
    .from(outboxMails)
    .where(and(eq(outboxMails.customerId, customerId), ne(outboxMails.kind, "email-change")))
    .orderBy(asc(outboxMails.createdAt), asc(outboxMails.id))
}

/** Mails that are waiting, or in a batch that will be sent. */
export async function countUnsettledMails(db: DbOrTx): Promise<number> {
  const [counted] = await db.execute<{ left: string }>(sql`
    select (select count(*) from outbox_mails where props is not null)
      + (select coalesce(sum(cardinality(mail_ids)), 0) from outbox_batches where lease_until is not null) as left`)
  return Number(counted?.left ?? 0)
}

export type LockedMail = Pick<
  typeof outboxMails.$inferSelect,
  "id" | "kind" | "status" | "delivery" | "recipient" | "customerId" | "batchId"
>

/** Null for an unknown mail, and for one that belongs to no customer. */
export async function findMailCustomer(db: DbOrTx, id: OutboxMailId): Promise<CustomerId | null> {
  const [found] = await db
    .select({ customerId: outboxMails.customerId })
    .from(outboxMails)
    .where(eq(outboxMails.id, id))
  return found?.customerId ?? null
}

/** SELECT … FOR UPDATE. */
export async function lockMail(tx: DbOrTx, id: OutboxMailId): Promise<LockedMail | null> {
  const { kind, status, delivery, recipient, customerId, batchId } = outboxMails
  const [found] = await tx
    .select({ id: outboxMails.id, kind, status, delivery, recipient, customerId, batchId })
    .from(outboxMails)
    .where(eq(outboxMails.id, id))
    .for("update")
  return found ?? null
}

/** The address that a reminder is sent to, if its customer changed it meanwhile. */
export async function setRecipient(db: DbOrTx, id: OutboxMailId, recipient: EmailAddress): Promise<void> {
  await db.update(outboxMails).set({ recipient }).where(eq(outboxMails.id, id))
}
