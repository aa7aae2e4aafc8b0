import "server-only"
import { and, asc, eq, gt, isNull, ne, or, sql } from "drizzle-orm"
import type { CustomerId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import {
  entitlementCommands,
  offers,
  orderLines,
  orders,
  packages,
  smartcardLinks,
  subscriptions,
} from "../schema"
import { offersOnSale } from "./catalogue"

export type SubscriptionOfHolder = {
  readonly id: SubscriptionId
  readonly smartcardId: SmartcardId
  readonly packageCode: string
  readonly packageName: string
  readonly status: "ready" | "active"
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly isImported: boolean
  /** These three are null for a package that another bought or the operator imported. */
  readonly boughtAt: Date | null
  readonly paidAt: Date | null
  readonly months: number | null
  /** A grant is pending at the gateway. */
  readonly isAwaited: boolean
  /** When its oldest pending grant was stored. */
  readonly awaitedSince: Date | null
  /** When the gateway last acknowledged a grant or a refresh. */
  readonly signalAt: Date | null
  readonly lastGrant: string | null
  readonly lastSignal: string | null
  readonly priceBani: number | null
  readonly renewOfferCode: string | null
}

/**
 * Every subscription on the cards that a customer holds now, except refunded ones and those that ended before
 * `endedAfter`. The renewal price is that of the same offer, or of the package's shortest current offer where
 * that one is off sale, or the subscription was imported or bought by another: neither offer nor dates of
 * their purchase are read. Null when nothing is on sale.
 */
export async function listSubscriptionsOfHolder(
  db: DbOrTx,
  customerId: CustomerId,
  { endedAfter, now }: { readonly endedAfter: Date; readonly now: Date },
): Promise<SubscriptionOfHolder[]> {
  const commands = commandsOf(db)
  const shortestCurrent = sql`(select o.price_bani from offers o where o.package_id = ${packages.id}
    and ${offersOnSale(now, "o")} order by o.months, o.price_bani limit 1)`
  const shortestCode = sql`(select o.code from offers o where o.package_id = ${packages.id}
    and ${offersOnSale(now, "o")} order by o.months, o.price_bani limit 1)`
  const isSold = offersOnSale(now)
  const isOwn = eq(subscriptions.customerId, customerId)
  const paidAt = sql<Date | null>`case when ${isOwn} then ${subscriptions.createdAt} end`.mapWith(
    subscriptions.createdAt,
  )
  return db
    .select({
      id: subscriptions.id,
      smartcardId: subscriptions.smartcardId,
      packageCode: packages.code,
      packageName: packages.name,
      status: sql<"ready" | "active">`${subscriptions.status}`,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      isImported: sql<boolean>`${subscriptions.offerId} is null`,
      boughtAt: sql<Date | null>`coalesce(${orders.createdAt}, ${paidAt})`.mapWith(orders.createdAt),
      paidAt,
      months: sql<number | null>`coalesce(${orderLines.months}, ${offers.months})`,
      isAwaited: sql<boolean>`coalesce(${commands.isAwaited}, false)`,
      awaitedSince: commands.awaitedSince,
      signalAt: commands.signalAt,
      lastGrant: commands.lastGrant,
      lastSignal: commands.lastSignal,
      priceBani: sql<number | null>`case when ${isSold} then ${offers.priceBani} else ${shortestCurrent} end`,
      renewOfferCode: sql<string | null>`case when ${isSold} then ${offers.code} else ${shortestCode} end`,
    })
    .from(smartcardLinks)
    .innerJoin(subscriptions, eq(subscriptions.smartcardId, smartcardLinks.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .leftJoin(offers, and(isOwn, eq(offers.id, subscriptions.offerId)))
    .leftJoin(orderLines, and(isOwn, eq(orderLines.id, subscriptions.orderLineId)))
    .leftJoin(orders, eq(orders.id, orderLines.orderId))
    .leftJoinLateral(commands, sql`true`)
    .where(
      and(
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        ne(subscriptions.status, "refunded"),
        // What another customer paid and did not activate stays theirs when the card changes hands.
        or(ne(subscriptions.status, "ready"), isOwn),
        or(isNull(subscriptions.endsAt), gt(subscriptions.endsAt, endedAfter)),
      ),
    )
    .orderBy(asc(packages.position), asc(packages.name), asc(subscriptions.startsAt), asc(subscriptions.id))
}

/** The state of a subscription's commands at the gateway. */
function commandsOf(db: DbOrTx) {
  const { type, status, settledAt, createdAt, sequence, startsAt, serial } = entitlementCommands
  const isOnCard = sql`${serial} = (select k.serial from smartcards k where k.id = ${subscriptions.smartcardId})`
  return db
    .select({
      // Granted again after a revoke of another period it runs on: an earlier grant was acknowledged.
      isAwaited: sql<boolean | null>`bool_or(${type} = 'grant' and ${status} = 'pending') and not coalesce(
        bool_or(${type} = 'grant' and ${status} = 'acknowledged' and ${startsAt} = ${subscriptions.startsAt} and ${isOnCard}),
        false)`.as("is_awaited"),
      awaitedSince:
        sql<Date | null>`min(${createdAt}) filter (where ${type} = 'grant' and ${status} = 'pending')`
          .mapWith(createdAt)
          .as("awaited_since"),
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
      >`(array_agg(${status} order by ${sequence} desc) filter (where ${type} = 'grant'))[1]`.as(
        "last_grant",
      ),
    })
    .from(entitlementCommands)
    .where(eq(entitlementCommands.subscriptionId, subscriptions.id))
    .as("commands")
}

export type WatchedSignal = Pick<SubscriptionOfHolder, "startsAt" | "endsAt" | "isAwaited" | "signalAt"> & {
  readonly status: "ready" | "active"
}

/**
 * The period and the gateway's state of a subscription that the customer bought; null for any other, or if
 * refunded.
 */
export async function findSignal(
  db: DbOrTx,
  { customerId, id }: { readonly customerId: CustomerId; readonly id: SubscriptionId },
): Promise<WatchedSignal | null> {
  const commands = commandsOf(db)
  const [found] = await db
    .select({
      status: sql<"ready" | "active">`${subscriptions.status}`,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      isAwaited: sql<boolean>`coalesce(${commands.isAwaited}, false)`,
      signalAt: commands.signalAt,
    })
    .from(subscriptions)
    .leftJoinLateral(commands, sql`true`)
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.customerId, customerId),
        ne(subscriptions.status, "refunded"),
      ),
    )
  return found ?? null
}
