import "server-only"
import { getProfile } from "@/db/queries/customers"
import { findToken } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { type LinkState, linkState } from "./inspect-link"

type ResetLink =
  | { readonly state: Exclude<LinkState, "valid">; readonly email?: undefined }
  | { readonly state: "valid"; readonly email: EmailAddress }

/**
 * The state of a reset link, and the address of its account while it is valid: the link went to that mailbox.
 * Changes nothing.
 */
export async function inspectReset(app: App, text: string): Promise<ResetLink> {
  const token = parseLinkToken(text)
  const found = token && (await findToken(app.db, "password-reset", hashLinkToken(token)))
  const state = linkState(found, app.now())
  if (state !== "valid") return { state }
  if (!found?.customerId) return { state: "unknown" }
  return { state, email: (await getProfile(app.db, found.customerId)).email }
}
