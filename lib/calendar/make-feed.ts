import "server-only"
import { randomUUID } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { insertFeed, replaceFeed } from "@/db/queries/calendar-feeds"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
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
    await mailOwner(tx, { customerId, isFirst: true }, now)
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
    await mailOwner(tx, { customerId, isFirst: false }, now)
    return ok()
  })
}

/** Another may have made the address in an open session (decision 0078). */
async function mailOwner(
  tx: DbOrTx,
  { customerId, isFirst }: { readonly customerId: CustomerId; readonly isFirst: boolean },
  now: Date,
): Promise<void> {
  const dedupeKey = `calendar-address:${randomUUID()}`
  const props = { at: now.toISOString(), isFirst }
  await enqueueMailTo(tx, { kind: "calendar-address", props, customerId, dedupeKey }, now)
}
