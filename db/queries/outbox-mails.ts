import "server-only"
import { and, asc, count, desc, eq, inArray, lt, lte, sql } from "drizzle-orm"
import type { CustomerId, OutboxMailId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { customers, type MailDelivery, type MailStatus, mailEvents, outboxMails } from "../schema"

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
  | "dueAt"
>

/** Null when a mail with the same dedupe key was stored before. */
export async function insertMail(db: DbOrTx, mail: NewOutboxMail): Promise<OutboxMailId | null> {
  const [inserted] = await db
    .insert(outboxMails)
    .values(mail)
    .onConflictDoNothing({ target: outboxMails.dedupeKey })
    .returning({ id: outboxMails.id })
  return inserted?.id ?? null
}

type ManyMails = readonly Omit<NewOutboxMail, "createdAt" | "dueAt">[]

/** The ids of those whose dedupe keys were not stored before, by key. One statement, one parameter. */
export async function insertMails(
  db: DbOrTx,
  mails: ManyMails,
  now: Date,
): Promise<Map<string, OutboxMailId>> {
  if (mails.length === 0) return new Map()
  const rows = mails.map(({ kind, lane, priority, customerId, recipient, props, dedupeKey, expiresAt }) => {
    return { kind, lane, priority, customerId, recipient, props, dedupeKey, expiresAt }
  })
  const instant = sql`${now.toISOString()}::timestamptz`
  const inserted = await db.execute<{ id: OutboxMailId; dedupeKey: string }>(sql`
    insert into ${outboxMails} (kind, lane, priority, customer_id, recipient, props, dedupe_key, expires_at, created_at, due_at)
    select kind, lane, priority, "customerId", recipient, props, "dedupeKey", "expiresAt", ${instant}, ${instant}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as mail(kind text, lane text, priority smallint,
      "customerId" uuid, recipient text, props jsonb, "dedupeKey" text, "expiresAt" timestamptz)
    on conflict (dedupe_key) do nothing returning id, dedupe_key as "dedupeKey"`)
  return new Map(inserted.map(({ id, dedupeKey }) => [dedupeKey, id]))
}

/**
 * Waiting mails, most urgent lane first. Locked until the transaction ends; what another worker holds is skipped.
 */
export async function lockWaitingMails(
  db: DbOrTx,
  { limit, lowestPriority }: { limit: number; lowestPriority: number },
  now: Date,
) {
  return db
    .select({
      id: outboxMails.id,
      kind: outboxMails.kind,
      lane: outboxMails.lane,
      recipient: outboxMails.recipient,
      props: outboxMails.props,
      expiresAt: outboxMails.expiresAt,
      wantsReminders: customers.remindersEnabled,
      emailTrouble: customers.emailTrouble,
    })
    .from(outboxMails)
    .leftJoin(customers, eq(customers.id, outboxMails.customerId))
    .where(
      and(
        eq(outboxMails.status, "waiting"),
        lte(outboxMails.priority, lowestPriority),
        lte(outboxMails.dueAt, now),
      ),
    )
    .orderBy(asc(outboxMails.priority), asc(outboxMails.id))
    .limit(limit)
    .for("update", { of: outboxMails, skipLocked: true })
}

type FrozenMail = { readonly id: OutboxMailId; readonly payload: Uint8Array }

/** Writes down a batch before anything is sent: who is in it, in which order, and the bytes. */
export async function freezeMails(
  db: DbOrTx,
  batch: { readonly id: string; readonly mails: readonly FrozenMail[]; readonly leaseUntil: Date },
  now: Date,
): Promise<void> {
  const ids = `{${batch.mails.map(({ id }) => id).join(",")}}`
  const payloads = `{${batch.mails.map(({ payload }) => byteaElement(payload)).join(",")}}`
  await db.execute(sql`
    update ${outboxMails} set
      status = 'frozen', batch_id = ${batch.id}::uuid, batch_position = frozen.place - 1, payload = frozen.payload,
      frozen_at = ${now.toISOString()}::timestamptz, lease_until = ${batch.leaseUntil.toISOString()}::timestamptz,
      attempts = 1
    from unnest(${ids}::uuid[], ${payloads}::bytea[]) with ordinality as frozen(id, payload, place)
    where ${outboxMails.id} = frozen.id`)
}

/** As an element of an array in PostgreSQL's text form. */
const byteaElement = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  `"\\\\x${Buffer.from(buffer, byteOffset, byteLength).toString("hex")}"`

/**
 * Takes over a batch whose last attempt has no known outcome and whose lease is over: one guarded statement, so that one
 * worker wins. Its mails come back in their order, with the bytes of the first attempt.
 */
export async function claimStaleBatch(db: DbOrTx, leaseUntil: Date, now: Date) {
  const [stale] = await db
    .select({ batchId: outboxMails.batchId })
    .from(outboxMails)
    .where(
      and(
        eq(outboxMails.status, "frozen"),
        eq(outboxMails.batchPosition, 0),
        lte(outboxMails.leaseUntil, now),
      ),
    )
    .orderBy(asc(outboxMails.priority), asc(outboxMails.leaseUntil))
    .limit(1)
    .for("update", { skipLocked: true })
  if (!stale?.batchId) return null
  const claimed = await db
    .update(outboxMails)
    .set({ leaseUntil, attempts: sql`${outboxMails.attempts} + 1` })
    .where(and(eq(outboxMails.status, "frozen"), eq(outboxMails.batchId, stale.batchId)))
    .returning({
      id: outboxMails.id,
      position: outboxMails.batchPosition,
      payload: outboxMails.payload,
      frozenAt: outboxMails.frozenAt,
      attempts: outboxMails.attempts,
    })
  return { id: stale.batchId, mails: claimed.sort((a, b) => (a.position ?? 0) - (b.position ?? 0)) }
}

export async function settleSentMails(
  db: DbOrTx,
  sent: readonly { readonly id: OutboxMailId; readonly providerId: string }[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(sent.map(({ id, providerId }) => ({ id, provider: providerId })))
  await db.execute(sql`
    update ${outboxMails} set
      status = 'sent', settled_at = ${now.toISOString()}::timestamptz, provider_id = settled.provider,
      payload = null, props = null, lease_until = null, last_error = null
    from jsonb_to_recordset(${rows}::text::jsonb) as settled(id uuid, provider text)
    where ${outboxMails.id} = settled.id and ${outboxMails.status} = 'frozen'`)
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
      payload: null,
      props: null,
      leaseUntil: null,
    })
    .where(inArray(outboxMails.id, [...ids]))
}

/** The provider may have sent these, and its memory of the key is over: people decide, nobody resends. */
export async function markAmbiguous(db: DbOrTx, ids: readonly OutboxMailId[]): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "ambiguous", leaseUntil: null })
    .where(inArray(outboxMails.id, [...ids]))
}

/** When this batch may be tried again, under the same key with the same bytes. */
export async function postponeBatch(
  db: DbOrTx,
  ids: readonly OutboxMailId[],
  retry: { readonly at: Date; readonly reason: string },
): Promise<void> {
  await db
    .update(outboxMails)
    .set({ leaseUntil: retry.at, lastError: retry.reason })
    .where(and(inArray(outboxMails.id, [...ids]), eq(outboxMails.status, "frozen")))
}

/** A batch that was refused for some of its mails goes on as smaller ones, each under a key of its own, to be sent at once. */
export async function splitBatch(
  db: DbOrTx,
  parts: readonly { readonly batchId: string; readonly ids: readonly OutboxMailId[] }[],
  now: Date,
): Promise<void> {
  const rows = parts.flatMap(({ batchId, ids }) =>
    ids.map((id, position) => sql`(${id}::uuid, ${batchId}::uuid, ${position}::int)`),
  )
  await db.execute(sql`
    update ${outboxMails} set batch_id = part.batch_id, batch_position = part.position, lease_until = ${now.toISOString()}::timestamptz
    from (values ${sql.join(rows, sql`, `)}) as part(id, batch_id, position)
    where ${outboxMails.id} = part.id and ${outboxMails.status} = 'frozen'`)
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
  const open: MailStatus[] = ["waiting", "frozen"]
  const [counted] = await db
    .select({ left: count() })
    .from(outboxMails)
    .where(inArray(outboxMails.status, open))
  return counted?.left ?? 0
}

export async function deleteSettledMails(db: DbOrTx, settledBefore: Date): Promise<number> {
  const deleted = await db
    .delete(outboxMails)
    .where(lt(outboxMails.settledAt, settledBefore))
    .returning({ id: outboxMails.id })
  return deleted.length
}

/** A mail by what an event of the provider says of it; null when it is none of ours, or gone. */
export async function findMailOfEvent(
  db: DbOrTx,
  { mailId, providerId }: { readonly mailId: OutboxMailId | null; readonly providerId: string },
) {
  const [found] = await db
    .select({
      id: outboxMails.id,
      status: outboxMails.status,
      delivery: outboxMails.delivery,
      recipient: outboxMails.recipient,
      customerId: outboxMails.customerId,
    })
    .from(outboxMails)
    .where(mailId ? eq(outboxMails.id, mailId) : eq(outboxMails.providerId, providerId))
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
  const sent = { status: "sent" as const, settledAt: now, payload: null, props: null, leaseUntil: null }
  await db
    .update(outboxMails)
    .set({ ...sent, providerId: providerId || null })
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
    .select({ id: outboxMails.id, kind: outboxMails.kind, status: outboxMails.status })
    .from(outboxMails)
    .where(eq(outboxMails.id, id))
    .for("update")
  return found ?? null
}

/** Sent once more on somebody's word, as a batch of its own: under a new key, so that it may reach its reader twice. */
export async function thawAmbiguous(db: DbOrTx, id: OutboxMailId, batchId: string, now: Date): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "frozen", batchId, batchPosition: 0, frozenAt: now, leaseUntil: now })
    .where(and(eq(outboxMails.id, id), eq(outboxMails.status, "ambiguous")))
}
