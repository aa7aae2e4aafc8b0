import "server-only"
import { findToken } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { inspectLink, type LinkState } from "./inspect-link"

/** The state of an e-mail change link of this customer. A link of another customer is `unknown`. */
export async function inspectEmailChange(
  app: App,
  { customerId, token: text }: { readonly customerId: CustomerId; readonly token: string },
): Promise<{ readonly state: LinkState; readonly newEmail: string }> {
  const token = parseLinkToken(text)
  const found = token && (await findToken(app.db, "email-change", hashLinkToken(token)))
  if (!token || found?.customerId !== customerId) return { state: "unknown", newEmail: "" }
  return { state: await inspectLink(app, "email-change", token), newEmail: found.newEmail ?? "" }
}
