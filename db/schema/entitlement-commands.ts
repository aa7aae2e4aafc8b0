import { sql } from "drizzle-orm"
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { EntitlementCommandId, Serial, SubscriptionId } from "@/lib/domain/ids/brand"
import type { EntitlementType } from "@/lib/domain/packages/entitlement"
import { id, instant } from "./columns"
import { subscriptions } from "./subscriptions"

/**
 * pending → acknowledged | refused | superseded. An unanswered command stays pending and is retried; one that
 * is no longer true when its turn comes is superseded and not sent.
 */
export type EntitlementStatus = "pending" | "acknowledged" | "refused" | "superseded"

/**
 * Commands for the operator's gateway: open, refresh or close a package on a card. A retry carries the same
 * id.
 */
export const entitlementCommands = pgTable(
  "entitlement_commands",
  {
    id: id().$type<EntitlementCommandId>(),
    /** The order of the commands of one card. Drawn while the transaction holds the card's lock. */
    sequence: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    subscriptionId: uuid()
      .notNull()
      .$type<SubscriptionId>()
      .references(() => subscriptions.id),
    type: text().notNull().$type<EntitlementType>(),
    /** Frozen at creation: a later replacement of the card changes no command. */
    serial: text().notNull().$type<Serial>(),
    packageCode: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    status: text().notNull().$type<EntitlementStatus>(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
    /** The reason of a refusal, or the result of the last attempt. */
    detail: text(),
    /** When it came on the operator's list: unacknowledged for too long, or refused without a way back. */
    flaggedAt: instant(),
  },
  (table) => [
    uniqueIndex("entitlement_commands_sequence_key").on(table.sequence),
    index("entitlement_commands_subscription_idx").on(table.subscriptionId, table.sequence),
    index("entitlement_commands_of_card_idx")
      .on(table.serial, table.sequence)
      .where(sql`${table.status} = 'pending'`),
    index("entitlement_commands_due_idx").on(table.nextAttemptAt).where(sql`${table.status} = 'pending'`),
    index("entitlement_commands_flagged_idx").on(table.flaggedAt).where(sql`${table.flaggedAt} is not null`),
    check("entitlement_commands_type", sql`${table.type} in ('grant', 'refresh', 'revoke')`),
    check(
      "entitlement_commands_status",
      sql`${table.status} in ('pending', 'acknowledged', 'refused', 'superseded')`,
    ),
    check("entitlement_commands_settled", sql`(${table.status} = 'pending') = (${table.settledAt} is null)`),
    check("entitlement_commands_period", sql`${table.endsAt} > ${table.startsAt}`),
  ],
)
