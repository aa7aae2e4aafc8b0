import "server-only"
import { getProfile } from "@/db/queries/customers"
import { findToken } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import { maskEmailAddress } from "@/lib/domain/people/email-address"
import { type LinkState, linkState } from "./inspect-link"

/** The state of a sign-in link and the masked address of its account. Changes nothing. */
export async function inspectSignInLink(
  app: App,
  text: string,
): Promise<{ readonly state: LinkState; readonly account: string }> {
  const token = parseLinkToken(text)
  const found = token && (await findToken(app.db, "sign-in-link", hashLinkToken(token)))
  const state = linkState(found, app.now())
  if (state !== "valid" || !found?.customerId) return { state, account: "" }
  const { email } = await getProfile(app.db, found.customerId)
  return { state, account: maskEmailAddress(email) }
}
