import "server-only"
import { sql } from "drizzle-orm"
import type {
  CustomerId,
  EmailAddress,
  OutboxMailId,
  Serial,
  SmartcardLinkId,
  SubscriptionId,
} from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { expiryAlerts } from "../schema"

export type DueAlert = {
  readonly subscriptionId: SubscriptionId
  readonly endsAt: Date
  readonly customerId: CustomerId
  readonly email: EmailAddress
  readonly fullName: string
  readonly serial: Serial
  readonly label: string
  readonly packageName: string
  readonly priceBani: number | null
  /** A paid one of the same waits. */
  readonly readyId: SubscriptionId | null
  readonly linkId: SmartcardLinkId
  /** The offer of that price, while it is sold. */
  readonly renewOfferCode: string | null
}

type Row = Omit<DueAlert, "endsAt"> & { endsAt: string; [column: string]: unknown }

/**
 * Periods that end within the window and were not announced, of the next customers after the one given. The cost follows
 * the number due: the window is a range of `subscriptions_ends_at_idx`. Left out are cards without a holder, holders
 * without reminders, and periods that another active one of the same card and package continues.
 */
export async function listDueAlerts(
  db: DbOrTx,
  window: {
    readonly after: Date
    readonly before: Date
    readonly afterCustomer: CustomerId | null
    readonly customers: number
  },
  now: Date,
): Promise<DueAlert[]> {
  const rows = await db.execute<Row>(sql`
    with due as (
      select s.id, s.ends_at, s.smartcard_id, s.package_id, s.offer_id, l.customer_id, l.label, l.id as link_id
      from subscriptions s
      join smartcard_links l on l.smartcard_id = s.smartcard_id and l.unlinked_at is null
      join customers c on c.id = l.customer_id and c.reminders_enabled
      where s.status = 'active'
        and s.ends_at > ${window.after.toISOString()}::timestamptz
        and s.ends_at <= ${window.before.toISOString()}::timestamptz
        and s.starts_at <= ${now.toISOString()}::timestamptz
        and (${window.afterCustomer}::uuid is null or l.customer_id > ${window.afterCustomer}::uuid)
        and not exists (select from expiry_alerts a where a.subscription_id = s.id and a.ends_at = s.ends_at)
        and not exists (
          select from subscriptions n
          where n.smartcard_id = s.smartcard_id and n.package_id = s.package_id and n.status = 'active'
            and n.starts_at <= s.ends_at and n.ends_at > s.ends_at)
    ), next_customers as (
      select distinct customer_id from due order by customer_id limit ${window.customers}
    )
    select d.id as "subscriptionId", d.ends_at as "endsAt", d.customer_id as "customerId", c.email,
      c.full_name as "fullName", k.serial, d.label, p.name as "packageName",
      coalesce(
        (select o.price_bani from offers o where o.id = d.offer_id),
        (select o.price_bani from offers o
          where o.package_id = d.package_id and o.valid_from <= ${now.toISOString()}::timestamptz
            and (o.valid_until is null or o.valid_until > ${now.toISOString()}::timestamptz)
          order by o.months, o.price_bani limit 1)) as "priceBani",
      d.link_id as "linkId",
      (select o.code from offers o
        where (o.id = d.offer_id or (d.offer_id is null and o.package_id = d.package_id))
          and o.valid_from <= ${now.toISOString()}::timestamptz
          and (o.valid_until is null or o.valid_until > ${now.toISOString()}::timestamptz)
        order by o.months, o.price_bani limit 1) as "renewOfferCode",
      (select r.id from subscriptions r
        where r.smartcard_id = d.smartcard_id and r.package_id = d.package_id and r.status = 'ready'
          and r.customer_id = d.customer_id
        order by r.created_at limit 1) as "readyId"
    from due d
    join next_customers using (customer_id)
    join customers c on c.id = d.customer_id
    join smartcards k on k.id = d.smartcard_id
    join packages p on p.id = d.package_id
    order by d.customer_id, d.ends_at, d.id`)
  return rows.map(({ endsAt, ...row }) => ({ ...row, endsAt: new Date(endsAt) }))
}

/** Announces periods once: of runs that overlap, only one gets each back. */
export async function claimAlerts(
  db: DbOrTx,
  alerts: readonly {
    readonly subscriptionId: SubscriptionId
    readonly endsAt: Date
    readonly customerId: CustomerId
  }[],
  now: Date,
): Promise<SubscriptionId[]> {
  const claimed = await db
    .insert(expiryAlerts)
    .values(
      alerts.map(({ subscriptionId, endsAt, customerId }) => ({
        subscriptionId,
        endsAt,
        customerId,
        createdAt: now,
      })),
    )
    .onConflictDoNothing({ target: [expiryAlerts.subscriptionId, expiryAlerts.endsAt] })
    .returning({ subscriptionId: expiryAlerts.subscriptionId })
  return claimed.map(({ subscriptionId }) => subscriptionId)
}

export async function noteMailOfAlerts(
  db: DbOrTx,
  periods: readonly { readonly subscriptionId: SubscriptionId; readonly endsAt: Date }[],
  mailId: OutboxMailId,
): Promise<void> {
  const keys = periods.map(
    ({ subscriptionId, endsAt }) => sql`(${subscriptionId}::uuid, ${endsAt.toISOString()}::timestamptz)`,
  )
  await db.execute(sql`
    update ${expiryAlerts} set mail_id = ${mailId}
    where (subscription_id, ends_at) in (${sql.join(keys, sql`, `)})`)
}
