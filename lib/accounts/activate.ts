import "server-only"
import { insertCustomer } from "@/db/queries/customers"
import { consumeToken } from "@/db/queries/one-time-tokens"
import { deleteSignUpsOf, getSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

/**
 * Consumes an activation link and makes its sign-up a customer. Every other sign-up of the address is erased:
 * strangers may have made them. `link-over`: the link was used, has expired, was voided or is unknown;
 * `inspectLink` tells which. `already-active`: the address already has a customer.
 */
export async function activate(
  app: App,
  { token: text, client }: { readonly token: string; readonly client: Client },
): Promise<Result<CustomerId, "link-over" | "already-active">> {
  const token = parseLinkToken(text)
  if (!token) return refuse("link-over")
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const used = await consumeToken(tx, { kind: "activation", tokenHash: hashLinkToken(token) }, now)
    if (!used?.signUpId) return refuse("link-over")
    const { id: _id, createdAt: _createdAt, ...profile } = await getSignUp(tx, used.signUpId)
    const customerId = await insertCustomer(tx, profile, now)
    await deleteSignUpsOf(tx, profile.email)
    if (customerId) await recordEvent(tx, { kind: "account-activated", customerId, client }, now)
    return customerId ? ok(customerId) : refuse("already-active")
  })
}
