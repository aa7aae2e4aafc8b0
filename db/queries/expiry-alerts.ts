import "server-only"
import { eq, lt, type SQL, sql } from "drizzle-orm"
import type { CustomerId, OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { expiryAlerts } from "../schema"
import { type DueAlert, isLastPeriod } from "./due-alerts"

const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`

/**
 * Marks periods announced and assigns one mail id to each customer. Returns the ids by subscription, without
 * the periods that another run announced: of concurrent runs, one gets each period.
 */
export async function claimAlerts(
  db: DbOrTx,
  alerts: readonly Pick<DueAlert, "subscriptionId" | "endsAt" | "customerId">[],
  now: Date,
): Promise<Map<SubscriptionId, OutboxMailId>> {
  const rows = alerts.map(({ subscriptionId, endsAt, customerId }) => ({
    s: subscriptionId,
    e: endsAt,
    c: customerId,
  }))
  // `order by s`: concurrent runs lock in the same order, so that they cannot deadlock.
  const claimed = await db.execute<{ subscriptionId: SubscriptionId; mailId: OutboxMailId }>(sql`
    with due as materialized (
      select s, e, c from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as due(s uuid, e timestamptz, c uuid)),
    mails as materialized (select c, uuidv7() as id from (select distinct c from due) as customer)
    insert into expiry_alerts (subscription_id, ends_at, mail_id, created_at)
    select s, e, mails.id, ${at(now)} from due join mails on mails.c = due.c order by s
    on conflict (subscription_id, ends_at) do nothing
    returning subscription_id as "subscriptionId", mail_id as "mailId"`)
  return new Map(claimed.map(({ subscriptionId, mailId }) => [subscriptionId, mailId]))
}

type Reminder = { readonly id: OutboxMailId; readonly customerId: CustomerId | null }

/**
 * The announced periods of these mails that are still due: the end is unchanged, no later subscription
 * continues it, and the customer still holds the card.
 */
export async function listStillDue(
  db: DbOrTx,
  mails: readonly Reminder[],
  now: Date,
): Promise<Map<OutboxMailId, ReadonlySet<SubscriptionId>>> {
  const ids = `{${mails.map(({ id }) => id).join(",")}}`
  const customerIds = `{${mails.map(({ customerId }) => customerId ?? "null").join(",")}}`
  const rows = await db.execute<{ mailId: OutboxMailId; subscriptionId: SubscriptionId }>(sql`
    select a.mail_id as "mailId", s.id as "subscriptionId"
    from unnest(${ids}::uuid[], ${customerIds}::uuid[]) as reminder(mail_id, customer_id)
    join expiry_alerts a on a.mail_id = reminder.mail_id
    join subscriptions s on s.id = a.subscription_id and s.ends_at = a.ends_at and s.status = 'active'
    join smartcard_links l on l.smartcard_id = s.smartcard_id and l.unlinked_at is null and l.customer_id = reminder.customer_id
    where s.ends_at > ${at(now)} and ${isLastPeriod}`)
  const byMail = Map.groupBy(rows, ({ mailId }) => mailId)
  return new Map(
    [...byMail].map(([mailId, due]) => [mailId, new Set(due.map(({ subscriptionId }) => subscriptionId))]),
  )
}

/** Forgets the announcements of a failed mail, so that the next run repeats them. Returns their number. */
export async function forgetAlertsOf(db: DbOrTx, mailId: OutboxMailId): Promise<number> {
  const forgotten = await db
    .delete(expiryAlerts)
    .where(eq(expiryAlerts.mailId, mailId))
    .returning({ id: expiryAlerts.subscriptionId })
  return forgotten.length
}

/** Forgets the announcements to a customer, so that the next holder of a card gets a reminder. */
export async function forgetAlertsTo(db: DbOrTx, customerId: CustomerId): Promise<void> {
  await db.execute(sql`
    delete from expiry_alerts where mail_id in (select id from outbox_mails where customer_id = ${customerId}::uuid)`)
}

export async function deleteOldAlerts(db: DbOrTx, createdBefore: Date): Promise<number> {
  const deleted = await db.execute<{ deleted: string }>(sql`
    with gone as (delete from ${expiryAlerts} where ${lt(expiryAlerts.createdAt, createdBefore)} returning 1)
    select count(*) as deleted from gone`)
  return Number(deleted[0]?.deleted ?? 0)
}
