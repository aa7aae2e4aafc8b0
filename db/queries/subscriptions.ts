import "server-only"
import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { offers, packages, smartcardLinks, smartcards, subscriptions } from "../schema"

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
  const at = sql`${now.toISOString()}::timestamptz`
  const shortestCurrent = sql`(select o.price_bani from offers o where o.package_id = ${packages.id}
    and o.valid_from <= ${at} and (o.valid_until is null or o.valid_until > ${at}) order by o.months, o.price_bani limit 1)`
  const shortestCode = sql`(select o.code from offers o where o.package_id = ${packages.id}
    and o.valid_from <= ${at} and (o.valid_until is null or o.valid_until > ${at}) order by o.months, o.price_bani limit 1)`
  const isSold = sql`${offers.validFrom} <= ${at} and (${offers.validUntil} is null or ${offers.validUntil} > ${at})`
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
      months: offers.months,
      priceBani: sql<number | null>`coalesce(${offers.priceBani}, ${shortestCurrent})`,
      renewOfferCode: sql<
        string | null
      >`case when ${offers.id} is null then ${shortestCode} when ${isSold} then ${offers.code} end`,
    })
    .from(smartcardLinks)
    .innerJoin(subscriptions, eq(subscriptions.smartcardId, smartcardLinks.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .leftJoin(offers, eq(offers.id, subscriptions.offerId))
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
