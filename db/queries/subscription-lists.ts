import "server-only"
import { and, asc, eq, exists, gt, isNull, or, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import type { CustomerId, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { offers, orderLines, packages, smartcardLinks, smartcards, subscriptions } from "../schema"
import { isUnacknowledged } from "./activations"

/**
 * What the customer bought, and the imported periods of the cards that they hold now, without those that
 * ended before they added the card. What another bought on it is not theirs to read.
 */
export async function listAllSubscriptions(db: DbOrTx, customerId: CustomerId) {
  const isImportedForThem = and(
    isNull(subscriptions.offerId),
    exists(
      db
        .select({ id: smartcardLinks.id })
        .from(smartcardLinks)
        .where(
          and(
            eq(smartcardLinks.smartcardId, subscriptions.smartcardId),
            eq(smartcardLinks.customerId, customerId),
            isNull(smartcardLinks.unlinkedAt),
            gt(subscriptions.endsAt, smartcardLinks.linkedAt),
          ),
        ),
    ),
  )
  const isOwn = eq(subscriptions.customerId, customerId)
  const wasHeld = sql`exists (select 1 from smartcard_links l
    where l.smartcard_id = ${subscriptions.smartcardId} and l.customer_id = ${customerId})`
  const ofOwn = <Value>(column: SQL | PgColumn) => sql<Value | null>`case when ${isOwn} then ${column} end`
  return db
    .select({
      /** Of the order, where the package went to a card that this customer never held. */
      serial: sql<string>`case when ${wasHeld} then ${smartcards.serial} else ${orderLines.serial} end`,
      packageCode: packages.code,
      packageName: packages.name,
      orderLineId: ofOwn<string>(subscriptions.orderLineId),
      offerCode: ofOwn<string>(offers.code),
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      createdAt: ofOwn<Date>(subscriptions.createdAt).mapWith(subscriptions.createdAt),
      activatedAt: ofOwn<Date>(subscriptions.activatedAt).mapWith(subscriptions.activatedAt),
      /** The version of the express request that the customer made. */
      expressRequest: ofOwn<string>(subscriptions.expressRequest),
    })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .leftJoin(offers, eq(offers.id, subscriptions.offerId))
    .leftJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
    .where(or(isOwn, isImportedForThem))
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id))
}

export type PackageOnOwnCard = {
  readonly customerId: CustomerId
  readonly linkId: SmartcardLinkId
  readonly packageCode: string
}

/** What runs of a package, bought or imported, on a card in service that the customer holds now. */
export async function findRunningOnOwnCard(
  db: DbOrTx,
  { customerId, linkId, packageCode }: PackageOnOwnCard,
  now: Date,
) {
  const [found] = await db
    .select({
      id: subscriptions.id,
      serial: smartcards.serial,
      startsAt: sql<Date>`${subscriptions.startsAt}`.mapWith(subscriptions.startsAt),
      endsAt: sql<Date>`${subscriptions.endsAt}`.mapWith(subscriptions.endsAt),
    })
    .from(subscriptions)
    .innerJoin(smartcardLinks, eq(smartcardLinks.smartcardId, subscriptions.smartcardId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(smartcardLinks.id, linkId),
        eq(packages.code, packageCode),
        eq(subscriptions.status, "active"),
        sql`${subscriptions.startsAt} <= ${now.toISOString()}::timestamptz`,
        gt(subscriptions.endsAt, now),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        eq(smartcards.status, "in_service"),
      ),
    )
  return found ?? null
}

/** Ready subscriptions of the customer on cards that they no longer hold: each waits for another card. */
export async function listUnplaced(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      id: subscriptions.id,
      packageName: packages.name,
      serial: smartcards.serial,
      createdAt: subscriptions.createdAt,
    })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .leftJoin(
      smartcardLinks,
      and(
        eq(smartcardLinks.smartcardId, subscriptions.smartcardId),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
      ),
    )
    .where(
      and(
        eq(subscriptions.customerId, customerId),
        eq(subscriptions.status, "ready"),
        isNull(smartcardLinks.id),
      ),
    )
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id))
}

/** Names of the packages that the customer paid and has not activated on a card. */
export async function listOwnReadyPackages(
  db: DbOrTx,
  { smartcardId, customerId }: { readonly smartcardId: SmartcardId; readonly customerId: CustomerId },
): Promise<string[]> {
  const found = await db
    .select({ name: packages.name })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(subscriptions.smartcardId, smartcardId),
        eq(subscriptions.customerId, customerId),
        eq(subscriptions.status, "ready"),
      ),
    )
    .orderBy(asc(packages.position), asc(packages.name))
  return found.map(({ name }) => name)
}

/**
 * Names of the packages that the customer paid and has not activated, or whose activation the gateway has not
 * acknowledged and may refuse, on any card. SELECT … FOR UPDATE.
 */
export async function lockReadyPackagesOf(db: DbOrTx, customerId: CustomerId): Promise<string[]> {
  const found = await db
    .select({ name: packages.name })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(eq(subscriptions.customerId, customerId), or(eq(subscriptions.status, "ready"), isUnacknowledged)),
    )
    .orderBy(asc(packages.position), asc(packages.name))
    .for("update", { of: subscriptions })
  return [...new Set(found.map(({ name }) => name))]
}

/** Of a card's active periods, ended ones included, those that began last, at one instant. */
export async function listLastPeriods(db: DbOrTx, smartcardId: SmartcardId) {
  const found = await db
    .select({ packageCode: packages.code, startsAt: subscriptions.startsAt })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(subscriptions.smartcardId, smartcardId),
        eq(subscriptions.status, "active"),
        sql`${subscriptions.startsAt} = (select max(s.starts_at) from subscriptions s
          where s.smartcard_id = ${smartcardId}::uuid and s.status = 'active')`,
      ),
    )
  return found.flatMap(({ packageCode, startsAt }) => (startsAt ? [{ packageCode, startsAt }] : []))
}
