import "server-only"
import { eq, sql } from "drizzle-orm"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { calendarFeeds } from "../schema"
import { isLastPeriod } from "./due-alerts"

type Feed = {
  readonly customerId: CustomerId
  readonly seed: Uint8Array
  readonly tokenHash: Uint8Array
}

/** False if the customer has one already. */
export async function insertFeed(db: DbOrTx, feed: Feed, now: Date): Promise<boolean> {
  const inserted = await db
    .insert(calendarFeeds)
    .values({ ...feed, createdAt: now })
    .onConflictDoNothing({ target: calendarFeeds.customerId })
    .returning({ customerId: calendarFeeds.customerId })
  return inserted.length === 1
}

/** Gives the customer's feed another address. False if there is none. */
export async function replaceFeed(
  db: DbOrTx,
  { customerId, seed, tokenHash }: Feed,
  now: Date,
): Promise<boolean> {
  const replaced = await db
    .update(calendarFeeds)
    .set({ seed, tokenHash, createdAt: now })
    .where(eq(calendarFeeds.customerId, customerId))
    .returning({ customerId: calendarFeeds.customerId })
  return replaced.length === 1
}

/** False if there is none. */
export async function deleteFeed(db: DbOrTx, customerId: CustomerId): Promise<boolean> {
  const deleted = await db
    .delete(calendarFeeds)
    .where(eq(calendarFeeds.customerId, customerId))
    .returning({ customerId: calendarFeeds.customerId })
  return deleted.length === 1
}

/** For the page that shows its address. The seed never leaves the server. */
export async function findFeed(db: DbOrTx, customerId: CustomerId) {
  const [found] = await db
    .select({ seed: calendarFeeds.seed, tokenHash: calendarFeeds.tokenHash })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.customerId, customerId))
  return found ?? null
}

/** That there is one, and since when. */
export async function findFeedDate(db: DbOrTx, customerId: CustomerId) {
  const [found] = await db
    .select({ createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.customerId, customerId))
  return found ?? null
}

export async function findFeedOwner(db: DbOrTx, tokenHash: Uint8Array): Promise<CustomerId | null> {
  const [found] = await db
    .select({ customerId: calendarFeeds.customerId })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.tokenHash, tokenHash))
  return found?.customerId ?? null
}

export type CalendarPeriod = {
  readonly id: SubscriptionId
  readonly packageName: string
  /** The customer's own name for the card; may be empty. */
  readonly label: string
  /** Null for a period that another bought: when it began is not the holder's to read (decision 0030). */
  readonly startsAt: Date | null
  readonly endsAt: Date
  /** A later active period of the same package on the same card begins by its end. */
  readonly isContinued: boolean
}

/**
 * The active periods on the cards that a customer holds now, ordered by end, without those that ended before
 * `endedAfter`, and without periods of others that ended before the customer added the card.
 */
export async function listCalendarPeriods(
  db: DbOrTx,
  customerId: CustomerId,
  endedAfter: Date,
): Promise<CalendarPeriod[]> {
  type Row = Omit<CalendarPeriod, "startsAt" | "endsAt"> & { startsAt: string | null; endsAt: string }
  const rows = await db.execute<Row>(sql`
    select s.id, p.name as "packageName", l.label, s.ends_at as "endsAt", not ${isLastPeriod} as "isContinued",
      case when s.customer_id = l.customer_id or s.offer_id is null then s.starts_at end as "startsAt"
    from smartcard_links l
    join subscriptions s on s.smartcard_id = l.smartcard_id and s.status = 'active'
    join packages p on p.id = s.package_id
    where l.customer_id = ${customerId}::uuid and l.unlinked_at is null
      and s.ends_at > ${endedAfter.toISOString()}::timestamptz
      and (s.customer_id = l.customer_id or s.ends_at > l.linked_at)
    order by s.ends_at, s.id`)
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: new Date(endsAt),
  }))
}
