import "server-only"
import { sql } from "drizzle-orm"
import { entitlementCommands, subscriptions } from "../schema"

/** The grants of a subscription's present activation and period, on whichever card. */
const grantsOfPeriod = sql`${entitlementCommands.subscriptionId} = ${subscriptions.id}
  and ${entitlementCommands.type} = 'grant' and ${entitlementCommands.startsAt} = ${subscriptions.startsAt}
  and ${entitlementCommands.createdAt} >= ${subscriptions.activatedAt}`

/** When the gateway first acknowledged a bought subscription's period; null if it never did. */
export const acknowledgedAt = sql<Date | null>`(select min(${entitlementCommands.settledAt})
  from ${entitlementCommands} where ${grantsOfPeriod} and ${entitlementCommands.status} = 'acknowledged')`.mapWith(
  entitlementCommands.settledAt,
)

/** When the first grant of a subscription's period was stored, acknowledged or not. */
export const firstGrantAt = sql<Date | null>`(select min(${entitlementCommands.createdAt})
  from ${entitlementCommands} where ${grantsOfPeriod})`.mapWith(entitlementCommands.createdAt)
