import "server-only"
import { insertFeed, replaceFeed } from "@/db/queries/calendar-feeds"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"
import { newFeedSecret } from "./feed-token"

type Asked = { readonly customerId: CustomerId; readonly client: Client }

/** Gives the customer a calendar feed. One that exists keeps its address. */
export async function makeFeed(
  app: App,
  { customerId, client }: Asked,
): Promise<{ readonly ok: true } | TooMany> {
  const limited = await hitLimits(app, [limitOf("make-calendar", customerId)])
  if (limited) return limited
  const now = app.now()
  await app.db.transaction(async (tx) => {
    if (!(await insertFeed(tx, { customerId, ...newFeedSecret(app) }, now))) return
    await recordEvent(tx, { kind: "calendar-changed", customerId, client, detail: { feed: "made" } }, now)
  })
  return ok()
}

/** Gives the feed another address; the one before answers 404 from then on. `off`: there is no feed. */
export async function renewFeed(
  app: App,
  { customerId, client }: Asked,
): Promise<Result<undefined, "off"> | TooMany> {
  const limited = await hitLimits(app, [limitOf("make-calendar", customerId)])
  if (limited) return limited
  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await replaceFeed(tx, { customerId, ...newFeedSecret(app) }, now))) return refuse("off")
    await recordEvent(tx, { kind: "calendar-changed", customerId, client, detail: { feed: "renewed" } }, now)
    return ok()
  })
}
