import "server-only"
import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { MailLane } from "@/lib/domain/mail"
import type { DbOrTx } from "../client"
import { type MailDelivery, type MailStatus, mailEvents, outboxMails } from "../schema"

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

/** Null when a mail with the same dedupe key was stored before. */
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

/** Mails whose causes are written down elsewhere, once each. One statement, one parameter. */
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
  readonly customerId: CustomerId | null
  readonly wantsReminders: boolean | null
  readonly emailTrouble: string | null
}

type WaitingRow = Omit<WaitingMail, "expiresAt"> & { expiresAt: string | null; [column: string]: unknown }

/**
 * Waiting mails (they have their props), most urgent lane first. Locked until the transaction ends; what another worker holds is skipped. They are read in the
 * order of their index: sorting would read all that wait for every hundred, and the planner, who knows old numbers of them, would take it.
 */
export async function lockWaitingMails(
  tx: DbOrTx,
  { limit, lowestPriority }: { limit: number; lowestPriority: number },
): Promise<WaitingMail[]> {
  // Both at once: the second waits in the connection, not here.
  const [, rows] = await Promise.all([
    tx.execute(sql`select set_config('enable_sort', 'off', true)`),
    tx.execute<WaitingRow>(sql`
      with next as materialized (
        select id, priority, kind, lane, recipient, props, expires_at, customer_id from outbox_mails
        where props is not null and priority <= ${lowestPriority}
        order by priority, id limit ${limit} for update skip locked)
      select next.id, kind, lane, recipient, props, expires_at as "expiresAt", customer_id as "customerId",
        c.reminders_enabled as "wantsReminders", c.email_trouble as "emailTrouble"
      from next left join customers c on c.id = next.customer_id order by priority, next.id`),
  ])
  return rows.map(({ expiresAt, ...row }) => ({ ...row, expiresAt: expiresAt ? new Date(expiresAt) : null }))
}

export async function settleMails(
  db: DbOrTx,
  ids: readonly OutboxMailId[],
  outcome: { readonly status: "failed" | "dropped"; readonly reason: string },
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(outboxMails)
    .set({
      status: outcome.status,
      lastError: outcome.reason,
      settledAt: now,
      props: null,
    })
    .where(inArray(outboxMails.id, [...ids]))
}

/** Which mails a customer was sent; their texts are not kept. */
export async function listMailsTo(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      kind: outboxMails.kind,
      recipient: outboxMails.recipient,
      status: outboxMails.status,
      createdAt: outboxMails.createdAt,
      settledAt: outboxMails.settledAt,
    })
    .from(outboxMails)
    .where(eq(outboxMails.customerId, customerId))
    .orderBy(asc(outboxMails.createdAt), asc(outboxMails.id))
}

export async function countUnsettledMails(db: DbOrTx): Promise<number> {
  const [counted] = await db.execute<{ left: string }>(sql`
    select (select count(*) from outbox_mails where props is not null)
      + (select coalesce(sum(cardinality(mail_ids)), 0) from outbox_batches where lease_until is not null) as left`)
  return Number(counted?.left ?? 0)
}

export async function deleteSettledMails(db: DbOrTx, settledBefore: Date): Promise<number> {
  // The first is what the index knows: nothing is settled before it was created.
  const isOld = and(lt(outboxMails.createdAt, settledBefore), lt(outboxMails.settledAt, settledBefore))
  const deleted = await db.delete(outboxMails).where(isOld).returning({ id: outboxMails.id })
  return deleted.length
}

/** A mail that an event of the provider names; null when it is none of ours, or gone. */
export async function findMailOfEvent(db: DbOrTx, id: OutboxMailId) {
  const [found] = await db
    .select({
      id: outboxMails.id,
      status: outboxMails.status,
      delivery: outboxMails.delivery,
      recipient: outboxMails.recipient,
      customerId: outboxMails.customerId,
      batchId: outboxMails.batchId,
    })
    .from(outboxMails)
    .where(eq(outboxMails.id, id))
    .for("update")
  return found ?? null
}

/** Writes an event down; false when it was before. */
export async function insertMailEvent(
  db: DbOrTx,
  event: Omit<typeof mailEvents.$inferInsert, "receivedAt">,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insert(mailEvents)
    .values({ ...event, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: mailEvents.id })
  return inserted.length === 1
}

export async function setDelivery(db: DbOrTx, id: OutboxMailId, delivery: MailDelivery): Promise<void> {
  await db.update(outboxMails).set({ delivery }).where(eq(outboxMails.id, id))
}

/** The provider tells of a mail of which nobody knew whether it had been sent: it was. */
export async function resolveAmbiguous(
  db: DbOrTx,
  { id, providerId }: { readonly id: OutboxMailId; readonly providerId: string },
  now: Date,
): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "sent", settledAt: now, providerId: providerId || null })
    .where(and(eq(outboxMails.id, id), eq(outboxMails.status, "ambiguous")))
}

/** How the outbox stands: for people. */
export async function outboxStatus(db: DbOrTx, sentSince: Date) {
  const since = sql`${sentSince.toISOString()}::timestamptz`
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
        Number,
      ),
      oldestWaiting:
        sql<Date | null>`min(${outboxMails.createdAt}) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
          outboxMails.createdAt,
        ),
      sent: sql<number>`count(*) filter (where ${outboxMails.status} = 'sent' and ${outboxMails.settledAt} >= ${since})`.mapWith(
        Number,
      ),
      failed: sql<number>`count(*) filter (where ${outboxMails.status} = 'failed')`.mapWith(Number),
      ambiguous: sql<number>`count(*) filter (where ${outboxMails.status} = 'ambiguous')`.mapWith(Number),
    })
    .from(outboxMails)
  if (!row) throw new Error("An aggregate has a row")
  return row
}

/** Dead letters, the newest first: what failed and what may have been sent, with its reason. */
export async function listDeadLetters(db: DbOrTx, limit: number) {
  const dead: MailStatus[] = ["failed", "ambiguous"]
  return db
    .select({
      id: outboxMails.id,
      kind: outboxMails.kind,
      status: outboxMails.status,
      recipient: outboxMails.recipient,
      createdAt: outboxMails.createdAt,
      lastError: outboxMails.lastError,
    })
    .from(outboxMails)
    .where(inArray(outboxMails.status, dead))
    .orderBy(desc(outboxMails.createdAt))
    .limit(limit)
}

export async function lockMail(db: DbOrTx, id: OutboxMailId) {
  const [found] = await db
    .select({
      id: outboxMails.id,
      kind: outboxMails.kind,
      status: outboxMails.status,
      batchId: outboxMails.batchId,
    })
    .from(outboxMails)
    .where(eq(outboxMails.id, id))
    .for("update")
  return found ?? null
}
