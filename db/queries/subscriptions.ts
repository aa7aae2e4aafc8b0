import "server-only"
import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm"
import type { CustomerId, Serial, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import {
  entitlementCommands,
  offers,
  orderLines,
  orders,
  packages,
  smartcardLinks,
  smartcards,
  subscriptions,
} from "../schema"
import { offersOnSale } from "./catalogue"
import type { OrderLineRow } from "./order-lines"

/** What the customer bought, and what runs or ran on the cards that they hold now. */
export async function listAllSubscriptions(db: DbOrTx, customerId: CustomerId) {
  const heldNow = db
    .select({ smartcardId: smartcardLinks.smartcardId })
    .from(smartcardLinks)
    .where(and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)))
  return db
    .select({
      serial: smartcards.serial,
      packageCode: packages.code,
      packageName: packages.name,
      offerCode: offers.code,
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      createdAt: subscriptions.createdAt,
    })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .leftJoin(offers, eq(offers.id, subscriptions.offerId))
    .where(
      or(
        eq(subscriptions.customerId, customerId),
        and(isNull(subscriptions.customerId), inArray(subscriptions.smartcardId, heldNow)),
      ),
    )
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id))
}

/**
 * Everything on the cards that a customer holds now, but what ended before a day or was refunded. The renewal price is that
 * of the same offer, or of the package's shortest current one where the subscription was imported; null when it is not sold.
 */
export async function listSubscriptionsOfHolder(
  db: DbOrTx,
  customerId: CustomerId,
  { endedAfter, now }: { readonly endedAfter: Date; readonly now: Date },
) {
  const commands = commandsOf(db)
  const _at = sql`${now.toISOString()}::timestamptz`
  const shortestCurrent = sql`(select o.price_bani from offers o where o.package_id = ${packages.id}
    and ${offersOnSale(now, "o")} order by o.months, o.price_bani limit 1)`
  const shortestCode = sql`(select o.code from offers o where o.package_id = ${packages.id}
    and ${offersOnSale(now, "o")} order by o.months, o.price_bani limit 1)`
  const isSold = offersOnSale(now)
  return db
    .select({
      id: subscriptions.id,
      smartcardId: subscriptions.smartcardId,
      packageCode: packages.code,
      packageName: packages.name,
      status: sql<"ready" | "active">`${subscriptions.status}`,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      createdAt: subscriptions.createdAt,
      boughtAt: sql<Date>`coalesce(${orders.createdAt}, ${subscriptions.createdAt})`.mapWith(
        orders.createdAt,
      ),
      months: sql<number | null>`coalesce(${orderLines.months}, ${offers.months})`,
      isAwaited: sql<boolean>`coalesce(${commands.isAwaited}, false)`,
      signalAt: commands.signalAt,
      lastGrant: commands.lastGrant,
      lastSignal: commands.lastSignal,
      priceBani: sql<number | null>`coalesce(${offers.priceBani}, ${shortestCurrent})`,
      renewOfferCode: sql<
        string | null
      >`case when ${offers.id} is null then ${shortestCode} when ${isSold} then ${offers.code} end`,
    })
    .from(smartcardLinks)
    .innerJoin(subscriptions, eq(subscriptions.smartcardId, smartcardLinks.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .leftJoin(offers, eq(offers.id, subscriptions.offerId))
    .leftJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
    .leftJoin(orders, eq(orders.id, orderLines.orderId))
    .leftJoinLateral(commands, sql`true`)
    .where(
      and(
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        ne(subscriptions.status, "refunded"),
        // What another customer paid and did not activate stays theirs when the card changes hands.
        or(ne(subscriptions.status, "ready"), eq(subscriptions.customerId, customerId)),
        or(isNull(subscriptions.endsAt), gt(subscriptions.endsAt, endedAfter)),
      ),
    )
    .orderBy(asc(packages.position), asc(packages.name), asc(subscriptions.startsAt), asc(subscriptions.id))
}

/** What the gateway was told of a subscription, and what it made of that. */
function commandsOf(db: DbOrTx) {
  const { type, status, settledAt, createdAt } = entitlementCommands
  return db
    .select({
      isAwaited: sql<boolean | null>`bool_or(${type} = 'grant' and ${status} = 'pending')`.as("is_awaited"),
      /** When it last took a command that opens the package. */
      signalAt:
        sql<Date | null>`max(${settledAt}) filter (where ${status} = 'acknowledged' and ${type} <> 'revoke')`
          .mapWith(settledAt)
          .as("signal_at"),
      lastSignal: sql<
        string | null
      >`(array_agg(${type} order by ${settledAt} desc) filter (where ${status} = 'acknowledged' and ${type} <> 'revoke'))[1]`.as(
        "last_signal",
      ),
      lastGrant: sql<
        string | null
      >`(array_agg(${status} order by ${createdAt} desc) filter (where ${type} = 'grant'))[1]`.as(
        "last_grant",
      ),
    })
    .from(entitlementCommands)
    .where(eq(entitlementCommands.subscriptionId, subscriptions.id))
    .as("commands")
}

/** Whose a bought subscription is, and what it is. */
export async function findBuyer(db: DbOrTx, id: SubscriptionId) {
  const [found] = await db
    .select({
      customerId: subscriptions.customerId,
      packageName: packages.name,
      serial: smartcards.serial,
    })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .where(eq(subscriptions.id, id))
  return found ?? null
}

export type RefundedSubscription = {
  readonly subscriptionId: SubscriptionId
  readonly serial: Serial
  readonly packageCode: string
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}

/** Marks subscriptions refunded and returns those that were not refunded before. The caller holds their locks. */
export async function markSubscriptionsRefunded(
  db: DbOrTx,
  ids: readonly SubscriptionId[],
): Promise<RefundedSubscription[]> {
  if (ids.length === 0) return []
  return db
    .update(subscriptions)
    .set({ status: "refunded" })
    .from(smartcards)
    .innerJoin(packages, sql`true`)
    .where(
      and(
        inArray(subscriptions.id, [...ids]),
        ne(subscriptions.status, "refunded"),
        eq(smartcards.id, subscriptions.smartcardId),
        eq(packages.id, subscriptions.packageId),
      ),
    )
    .returning({
      subscriptionId: subscriptions.id,
      serial: smartcards.serial,
      packageCode: packages.code,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
}

/** Inserts one `ready` subscription for each paid order line; the answer maps a line's id to its subscription. */
export async function insertReadySubscriptions(
  db: DbOrTx,
  customerId: CustomerId | null,
  lines: readonly OrderLineRow[],
  now: Date,
): Promise<Map<string, SubscriptionId>> {
  const rows = await db
    .insert(subscriptions)
    .values(
      lines.map(({ id, smartcardId, packageId, offerId }) => ({
        smartcardId,
        packageId,
        offerId,
        customerId,
        orderLineId: id,
        status: "ready" as const,
        createdAt: now,
      })),
    )
    .returning({ id: subscriptions.id, lineId: subscriptions.orderLineId })
  return new Map(rows.map(({ id, lineId }) => [lineId ?? "", id]))
}
