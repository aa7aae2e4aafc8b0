import "server-only"
import { listUninformedRests as listRows, type UninformedRest } from "@/db/queries/withdrawal-lists"
import type { App } from "@/lib/app"

const maxOrders = 1_000

/**
 * Orders of customers who were not informed and withdrew before that was known (decision 0070), so that days
 * of use were kept which they do not owe; at most 1,000. An order leaves the list once the rest is sent back.
 */
export const listUninformedRests = (app: Pick<App, "db">): Promise<UninformedRest[]> =>
  listRows(app.db, maxOrders)
