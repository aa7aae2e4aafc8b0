import "server-only"
import { findFeed } from "@/db/queries/calendar-feeds"
import type { App } from "@/lib/app"
import type { CustomerId, LinkToken } from "@/lib/domain/ids/brand"
import { readFeedToken } from "./feed-token"

type OwnFeed = {
  /** Null: made under a secret that is gone. The address works and cannot be shown; another can be made. */
  readonly token: LinkToken | null
}

/** The customer's feed, for the page that shows its address. Null if it is off. */
export async function ownFeed(app: App, customerId: CustomerId): Promise<OwnFeed | null> {
  const stored = await findFeed(app.db, customerId)
  return stored && { token: readFeedToken(app, stored) }
}
