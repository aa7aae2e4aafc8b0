import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core"
import type { EntitlementCommandId, Serial, SubscriptionId } from "@/lib/domain/ids/brand"
import type { EntitlementType } from "@/lib/domain/packages/entitlement"
import { id, instant } from "./columns"
import { subscriptions } from "./subscriptions"

/** pending → acknowledged | refused. What the gateway did not answer stays pending and is sent again. */
export type EntitlementStatus = "pending" | "acknowledged" | "refused"

/** What the operator's gateway is told: to open, refresh or close a package on a card. Its id is the command's own: sent again it is the same. */
export const entitlementCommands = pgTable(
  "entitlement_commands",
  {
    id: id().$type<EntitlementCommandId>(),
    subscriptionId: uuid()
      .notNull()
      .$type<SubscriptionId>()
      .references(() => subscriptions.id),
    type: text().notNull().$type<EntitlementType>(),
    /** As they were when it was made: a later replacement of the card changes no command. */
    serial: text().notNull().$type<Serial>(),
    packageCode: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    status: text().notNull().$type<EntitlementStatus>(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
    /** Why it was refused, or what came of the last attempt. */
    detail: text(),
    /** The operator was told that it is unacknowledged for too long, or was refused where nothing can be given back. */
    flaggedAt: instant(),
  },
  (table) => [
    index("entitlement_commands_subscription_idx").on(table.subscriptionId, table.createdAt),
    index("entitlement_commands_due_idx").on(table.nextAttemptAt).where(sql`${table.status} = 'pending'`),
    index("entitlement_commands_flagged_idx").on(table.flaggedAt).where(sql`${table.flaggedAt} is not null`),
    check("entitlement_commands_type", sql`${table.type} in ('grant', 'refresh', 'revoke')`),
    check("entitlement_commands_status", sql`${table.status} in ('pending', 'acknowledged', 'refused')`),
    check("entitlement_commands_settled", sql`(${table.status} = 'pending') = (${table.settledAt} is null)`),
    check("entitlement_commands_period", sql`${table.endsAt} > ${table.startsAt}`),
  ],
)
