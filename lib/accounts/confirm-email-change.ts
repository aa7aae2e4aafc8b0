import "server-only"
import { keepAddedLinks } from "@/db/queries/closed-links"
import { getProfile, isAddressTaken, setEmail } from "@/db/queries/customers"
import { forgetUndelivered } from "@/db/queries/expiry-alerts"
import { consumeToken, findToken, lockLinksTo } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { maskEmailAddress } from "@/lib/domain/people/email-address"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { closedLinkDays, dayMs, later } from "@/lib/domain/time/lifetimes"
import type { LimitApp } from "@/lib/limits/hit-limits"
import { mailboxHash } from "@/lib/limits/mailbox-hash"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { eraseSignUps } from "./erase-sign-ups"
import { type RenewedSession, renewSession } from "./renew-session"
import { voidCustomerLinks } from "./void-customer-links"

type ConfirmEmailChangeOptions = RenewedSession & { readonly token: string }

/**
 * Consumes the link, changes the address and renews the session; the old address gets a notice. Only the
 * signed-in customer can confirm: after a typing error the mail may have reached a stranger. `taken`: another
 * account has the address, nothing changed. A success is the new address.
 */
export async function confirmEmailChange(
  app: App,
  { token: text, ...session }: ConfirmEmailChangeOptions,
): Promise<Result<EmailAddress, "link-over" | "taken" | "session-over">> {
  const token = parseLinkToken(text)
  if (!token) return refuse("link-over")
  const tokenHash = hashLinkToken(token)
  const found = await findToken(app.db, "email-change", tokenHash)
  if (found?.customerId !== session.customerId || !found.newEmail) return refuse("link-over")
  const { newEmail } = found
  try {
    return await app.db.transaction((tx) => change({ ...app, db: tx }, { session, newEmail, tokenHash }))
  } catch (error) {
    if (isAddressTaken(error)) return refuse("taken")
    throw error
  }
}

type EmailChange = {
  readonly session: RenewedSession
  readonly newEmail: EmailAddress
  readonly tokenHash: Uint8Array
}

async function change(
  app: LimitApp,
  { session, newEmail, tokenHash }: EmailChange,
): Promise<Result<EmailAddress, "link-over" | "session-over">> {
  const { customerId, client } = session
  const [tx, now] = [app.db, app.now()]
  await lockLinksTo(tx, newEmail)
  if (!(await renewSession(tx, session, now))) return refuse("session-over")
  if (!(await consumeToken(tx, { kind: "email-change", tokenHash }, now))) return refuse("link-over")
  // Before the address changes: this notice goes to the old one.
  const props = { newEmail: maskEmailAddress(newEmail), at: now.toISOString() }
  const dedupeKey = `email-changed:${Buffer.from(tokenHash).toString("base64url")}`
  await enqueueMailTo(tx, { kind: "email-changed", props, customerId, dedupeKey }, now)
  const { email } = await getProfile(tx, customerId)
  const left = { customerId, mailboxHash: mailboxHash(app, email) }
  await keepAddedLinks(tx, left, later(now, -closedLinkDays * dayMs))
  await setEmail(tx, customerId, newEmail)
  await forgetUndelivered(tx, customerId)
  // Links in the old mailbox become void. Sign-ups of the new address, which strangers may have made, are
  // erased.
  await voidCustomerLinks(app, customerId)
  await eraseSignUps(tx, newEmail, now)
  await recordEvent(tx, { kind: "email-changed", customerId, client }, now)
  return ok(newEmail)
}
