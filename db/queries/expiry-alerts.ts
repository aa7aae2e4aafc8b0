import "server-only"
import { eq, lt, type SQL, sql } from "drizzle-orm"
import type { CustomerId, OutboxMailId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { expiryAlerts } from "../schema"
import type { DueAlert } from "./due-alerts"

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

export type UntoldAlert = { readonly mailId: OutboxMailId; readonly subscriptionId: SubscriptionId }

/** Forgets announced ends that their mails do not name, so that they are announced again while they run. */
export async function forgetUntold(db: DbOrTx, untold: readonly UntoldAlert[]): Promise<void> {
  if (untold.length === 0) return
  const mailIds = `{${untold.map(({ mailId }) => mailId).join(",")}}`
  const subscriptionIds = `{${untold.map(({ subscriptionId }) => subscriptionId).join(",")}}`
  await db.execute(sql`
    delete from expiry_alerts a using unnest(${mailIds}::uuid[], ${subscriptionIds}::uuid[]) as untold(mail_id, subscription_id)
    where a.mail_id = untold.mail_id and a.subscription_id = untold.subscription_id`)
}

/**
 * Forgets the announcements of a mail that failed or came back, so that the next run repeats them. Returns
 * their number.
 */
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

/** Forgets the announcements to a customer whose mails did not arrive: the address is a working one now. */
export async function forgetUndelivered(db: DbOrTx, customerId: CustomerId): Promise<void> {
  await db.execute(sql`
    delete from expiry_alerts where mail_id in (
      select id from outbox_mails where customer_id = ${customerId}::uuid
        and (status = 'failed' or delivery in ('bounced', 'suppressed')))`)
}

/**
 * Forgets the announcements of running periods of a card that went to other people than this customer, its
 * new holder. A customer who had the card before gets no second reminder.
 */
export async function forgetAlertsOfOthers(
  db: DbOrTx,
  { smartcardId, customerId }: { readonly smartcardId: SmartcardId; readonly customerId: CustomerId },
  now: Date,
): Promise<void> {
  await db.execute(sql`
    delete from expiry_alerts a using subscriptions s
    where s.smartcard_id = ${smartcardId}::uuid and s.ends_at > ${at(now)}
      and a.subscription_id = s.id and a.ends_at = s.ends_at
      and not exists (select from outbox_mails m where m.id = a.mail_id and m.customer_id = ${customerId}::uuid)`)
}

export const deleteOldAlerts = (db: DbOrTx, createdBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: expiryAlerts, where: lt(expiryAlerts.createdAt, createdBefore), limit })
