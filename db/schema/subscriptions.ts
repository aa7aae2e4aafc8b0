import { sql } from "drizzle-orm"
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, OfferId, PackageId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"
import { offers } from "./offers"
import { orderLines } from "./orders"
import { packages } from "./packages"
import { smartcards } from "./smartcards"

/** Stored status. The others are derived from the times (lib/domain/packages/subscription-state.ts). */
export type SubscriptionStatus = "ready" | "active" | "refunded"

/**
 * A package on one smartcard: bought (customer and offer set) or imported (both empty; its key is then
 * smartcard + package + starts_at). The migration adds the exclusion constraint `subscriptions_no_overlap`:
 * active periods of one package on one smartcard never overlap.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: id().$type<SubscriptionId>(),
    smartcardId: uuid()
      .notNull()
      .$type<SmartcardId>()
      .references(() => smartcards.id),
    packageId: uuid()
      .notNull()
      .$type<PackageId>()
      .references(() => packages.id),
    status: text().notNull().$type<SubscriptionStatus>(),
    startsAt: instant(),
    /** Exclusive: the first instant without the package. */
    endsAt: instant(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    offerId: uuid()
      .$type<OfferId>()
      .references(() => offers.id),
    /** The paid order line; null when imported. */
    orderLineId: uuid().references(() => orderLines.id),
    createdAt: instant().notNull(),
    /** When the customer activated it. */
    activatedAt: instant(),
    /** Version of the express request to start within the withdrawal period; null if not made. */
    expressRequest: text(),
  },
  (table) => [
    uniqueIndex("subscriptions_imported_key")
      .on(table.smartcardId, table.packageId, table.startsAt)
      .where(sql`${table.offerId} is null`),
    uniqueIndex("subscriptions_order_line_key").on(table.orderLineId),
    index("subscriptions_smartcard_idx").on(table.smartcardId, table.packageId, table.endsAt),
    index("subscriptions_ends_at_idx").on(table.endsAt, table.id).where(sql`${table.status} = 'active'`),
    index("subscriptions_customer_idx").on(table.customerId).where(sql`${table.customerId} is not null`),
    check("subscriptions_status", sql`${table.status} in ('ready', 'active', 'refunded')`),
    check(
      "subscriptions_period_when_started",
      sql`
      (${table.status} = 'ready' and ${table.startsAt} is null and ${table.endsAt} is null)
      or (${table.status} = 'active' and ${table.startsAt} is not null and ${table.endsAt} is not null)
      or (${table.status} = 'refunded' and (${table.startsAt} is null) = (${table.endsAt} is null))`,
    ),
    check(
      "subscriptions_express_when_activated",
      sql`${table.expressRequest} is null or ${table.activatedAt} is not null`,
    ),
    check("subscriptions_period_forward", sql`${table.endsAt} > ${table.startsAt}`),
    check(
      "subscriptions_imported_is_active",
      sql`${table.offerId} is not null or ${table.status} <> 'ready'`,
    ),
    check("subscriptions_buyer_has_offer", sql`${table.customerId} is null or ${table.offerId} is not null`),
  ],
)
