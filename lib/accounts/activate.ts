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
 * Uses an activation link up and makes its sign-up a customer. That sign-up alone: what others prepared on the address is
 * erased. `link-over`: used, expired, void or unknown; the page says which. `already-active`: the address has its customer.
 */
export async function activate(
  app: App,
  { token: text, client }: { readonly token: string; readonly client: Client },
): Promise<Result<CustomerId, "link-over" | "already-active">> {
  const token = parseLinkToken(text)
  if (!token) return refuse("link-over")
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const used = await consumeToken(tx, "activation", hashLinkToken(token), now)
    if (!used?.signUpId) return refuse("link-over")
    const { id: _id, createdAt: _createdAt, ...profile } = await getSignUp(tx, used.signUpId)
    const customerId = await insertCustomer(tx, profile, now)
    await deleteSignUpsOf(tx, profile.email)
    if (customerId) await recordEvent(tx, { kind: "account-activated", customerId, client }, now)
    return customerId ? ok(customerId) : refuse("already-active")
  })
}
