import "server-only"
import { deleteFeed } from "@/db/queries/calendar-feeds"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

/** Its address answers 404 from then on. Repeating it changes nothing. */
export async function turnFeedOff(
  app: App,
  { customerId, client }: { readonly customerId: CustomerId; readonly client: Client },
): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    if (!(await deleteFeed(tx, customerId))) return
    await recordEvent(tx, { kind: "calendar-changed", customerId, client, detail: { feed: "off" } }, now)
  })
}
