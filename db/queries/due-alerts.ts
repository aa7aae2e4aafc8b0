import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type {
  CustomerId,
  EmailAddress,
  OutboxMailId,
  Serial,
  SmartcardLinkId,
  SubscriptionId,
} from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { offersOnSale } from "./catalogue"

/** Periods by their exclusive ends: `after < ends_at ≤ before`. */
type Window = { readonly after: Date; readonly before: Date }

/** The last period of a page; the next page begins after it. */
export type Cursor = {
  readonly id: SubscriptionId
  readonly endsAt: Date
}

const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`

/**
 * Ends within the window and is not announced. `offset 0` makes one index lookup per period; without it the
 * planner joins, and reads every announcement.
 */
const isUnannounced = ({ after, before }: Window): SQL => sql`
  s.status = 'active' and s.ends_at > ${at(after)} and s.ends_at <= ${at(before)}
  and not exists (select from expiry_alerts a where a.subscription_id = s.id and a.ends_at = s.ends_at offset 0)`

/** Not announced, running now, and not continued by a later subscription of the same card and package. */
const isDue = (window: Window, now: Date): SQL => sql`
  ${isUnannounced(window)} and s.starts_at <= ${at(now)} and ${isLastPeriod}`

/**
 * No active subscription of the same card and package continues `s`. `offset 0` hides the status from the
 * planner, which would otherwise use the index of the exclusion constraint. That one reads six times as many
 * pages as `subscriptions_smartcard_idx`.
 */
export const isLastPeriod: SQL = sql`not exists (
  select from (
    select status, starts_at from subscriptions
    where smartcard_id = s.smartcard_id and package_id = s.package_id and ends_at > s.ends_at offset 0) n
  where n.status = 'active' and n.starts_at <= s.ends_at)`

/** Joins the card's present holder, if they want reminders and their address has no trouble. */
const holder: SQL = sql`
  join smartcard_links l on l.smartcard_id = s.smartcard_id and l.unlinked_at is null
  join customers c on c.id = l.customer_id and c.reminders_enabled and c.email_trouble is null`

export type EndingPeriod = Cursor & {
  /** Null if no customer has linked the card. */
  readonly customerId: CustomerId | null
  readonly isAnnounced: boolean
}

/**
 * The next `limit` periods that end within the window, ordered by end, after `last`. The cost grows with
 * `limit` only: a range scan of `subscriptions_ends_at_idx` and one lookup per row; a join would read whole
 * tables.
 */
export async function listEndingPeriods(
  db: DbOrTx,
  { after, before, last, limit }: Window & { readonly last: Cursor | null; readonly limit: number },
): Promise<EndingPeriod[]> {
  const further = last ? sql`and (ends_at, id) > (${at(last.endsAt)}, ${last.id}::uuid)` : sql``
  const rows = await db.execute<Omit<EndingPeriod, "endsAt"> & { endsAt: string }>(sql`
    with ending as materialized (
      select id, ends_at, smartcard_id from subscriptions
      where status = 'active' and ends_at > ${at(after)} and ends_at <= ${at(before)} ${further}
      order by ends_at, id limit ${limit})
    select e.id, e.ends_at as "endsAt",
      (select l.customer_id from smartcard_links l where l.smartcard_id = e.smartcard_id and l.unlinked_at is null) as "customerId",
      exists (select from expiry_alerts a where a.subscription_id = e.id and a.ends_at = e.ends_at offset 0) as "isAnnounced"
    from ending e order by e.ends_at, e.id`)
  return rows.map(({ endsAt, ...row }) => ({ ...row, endsAt: new Date(endsAt) }))
}

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
  /** A paid subscription of the same package and card that is not activated; null if the card is blocked. */
  readonly readyId: SubscriptionId | null
  readonly linkId: SmartcardLinkId
  /** The code of the offer with `priceBani`; both are null if none is on sale, or the card is blocked. */
  readonly renewOfferCode: string | null
}

type Row = Omit<DueAlert, "endsAt"> & { endsAt: string; [column: string]: unknown }

const alertOf = ({ endsAt, ...row }: Row): DueAlert => ({ ...row, endsAt: new Date(endsAt) })

/**
 * The columns of `DueAlert`, from a period `s`, its holder `c` and their link `l`. Nothing can be bought for
 * or activated on a blocked card.
 */
const alertColumns = sql`
  s.id as "subscriptionId", s.ends_at as "endsAt", c.id as "customerId", c.email, c.full_name as "fullName",
  k.serial, l.label, p.name as "packageName", l.id as "linkId",
  case when k.status = 'in_service' then coalesce(same.price_bani, shortest.price_bani) end as "priceBani",
  case when k.status = 'in_service' then coalesce(same.code, shortest.code) end as "renewOfferCode",
  case when k.status = 'in_service' then (
    select r.id from subscriptions r
    where r.smartcard_id = s.smartcard_id and r.package_id = s.package_id and r.status = 'ready' and r.customer_id = c.id
    order by r.created_at limit 1) end as "readyId"`

/** What `alertColumns` reads: the holder's own offer while it is on sale, else the shortest one. */
const alertJoins = (now: Date): SQL => sql`
  join smartcards k on k.id = s.smartcard_id
  join packages p on p.id = s.package_id
  left join offers same on same.id = s.offer_id and s.customer_id = c.id and ${offersOnSale(now, "same")}
  left join offers_now shortest on shortest.package_id = s.package_id`

/** The shortest offer of each package that is on sale. */
const offersNow = (now: Date): SQL => sql`
  offers_now as materialized (
    select distinct on (o.package_id) o.package_id, o.price_bani, o.code from offers o
    where ${offersOnSale(now, "o")} order by o.package_id, o.months, o.price_bani)`

/** All due periods of these customers, ordered by customer and end. */
export async function listDueAlerts(
  db: DbOrTx,
  { customerIds, ...window }: Window & { readonly customerIds: readonly CustomerId[] },
  now: Date,
): Promise<DueAlert[]> {
  const rows = await db.execute<Row>(sql`
    with ${offersNow(now)}
    select ${alertColumns}
    from unnest(${`{${customerIds.join(",")}}`}::uuid[]) as wanted(customer_id)
    join customers c on c.id = wanted.customer_id and c.reminders_enabled and c.email_trouble is null
    join smartcard_links l on l.customer_id = c.id and l.unlinked_at is null
    join lateral (
      select * from subscriptions
      where smartcard_id = l.smartcard_id and ends_at > ${at(window.after)} and ends_at <= ${at(window.before)} offset 0) s on true
    ${alertJoins(now)}
    where ${isDue(window, now)}
    order by c.id, s.ends_at, s.id`)
  return rows.map(alertOf)
}

type Reminder = { readonly id: OutboxMailId; readonly customerId: CustomerId | null }

/**
 * The announced periods of these mails that are still due, the soonest first: the end is unchanged, no later
 * subscription continues it, and the customer still holds the card. As of now, not of the announcement.
 */
export async function listAnnouncedAlerts(
  db: DbOrTx,
  mails: readonly Reminder[],
  now: Date,
): Promise<Map<OutboxMailId, DueAlert[]>> {
  const ids = `{${mails.map(({ id }) => id).join(",")}}`
  const customerIds = `{${mails.map(({ customerId }) => customerId ?? "null").join(",")}}`
  const rows = await db.execute<Row & { mailId: OutboxMailId }>(sql`
    with ${offersNow(now)}
    select a.mail_id as "mailId", ${alertColumns}
    from unnest(${ids}::uuid[], ${customerIds}::uuid[]) as reminder(mail_id, customer_id)
    join expiry_alerts a on a.mail_id = reminder.mail_id
    join subscriptions s on s.id = a.subscription_id and s.ends_at = a.ends_at and s.status = 'active'
    join smartcard_links l on l.smartcard_id = s.smartcard_id and l.unlinked_at is null and l.customer_id = reminder.customer_id
    join customers c on c.id = l.customer_id
    ${alertJoins(now)}
    where s.ends_at > ${at(now)} and ${isLastPeriod}
    order by s.ends_at, s.id`)
  const byMail = Map.groupBy(rows, ({ mailId }) => mailId)
  return new Map(
    [...byMail].map(([mailId, due]) => [mailId, due.map(({ mailId: _, ...row }) => alertOf(row))]),
  )
}

export async function countDueAlerts(db: DbOrTx, window: Window, now: Date): Promise<number> {
  const [row] = await db.execute<{ due: string }>(sql`
    select count(*) as due from subscriptions s ${holder} where ${isDue(window, now)}`)
  return Number(row?.due ?? 0)
}
