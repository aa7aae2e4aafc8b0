import "server-only"
import { lockCustomer } from "@/db/queries/customers"
import { rememberDevice, renewDevice } from "@/db/queries/known-devices"
import { consumeToken, findToken, voidTokens } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { budgetOf } from "@/lib/limits/budgets"
import { forgetLimit } from "@/lib/limits/hit-limits"
import type { KnownClient } from "@/lib/runtime/client"

/**
 * Consumes a sign-in link: its browser becomes a known device of the customer, so that limits which strangers
 * used up no longer apply to it. It is not signed in: the password is asked for as before. Other links of the
 * kind become void, and the next one is mailed at once. `link-over`: the link was used, has expired, was
 * voided or is unknown.
 */
export async function recognizeBrowser(
  app: App,
  { token: text, client }: { readonly token: string; readonly client: KnownClient },
): Promise<Result<CustomerId, "link-over">> {
  const token = parseLinkToken(text)
  if (!token) return refuse("link-over")
  const tokenHash = hashLinkToken(token)
  const now = app.now()
  const customerId = (await findToken(app.db, "sign-in-link", tokenHash))?.customerId
  if (!customerId) return refuse("link-over")
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    if (!(await consumeToken(tx, { kind: "sign-in-link", tokenHash }, now))) return refuse("link-over")
    await voidTokens(tx, { customerId, kinds: ["sign-in-link"] }, now)
    await forgetLimit({ ...app, db: tx }, budgetOf("sign-in-link", customerId))
    const { deviceHashes: from, deviceHash: to } = client
    if (!(await renewDevice(tx, { customerId, from, to }, now)))
      await rememberDevice(tx, { customerId, keyHash: to }, now)
    await recordEvent(tx, { kind: "browser-recognized", customerId, client }, now)
    return ok(customerId)
  })
}
