import "server-only"
import { findFeedDate } from "@/db/queries/calendar-feeds"
import { getProfile, lockCustomer, setPasswordHash } from "@/db/queries/customers"
import { forgetDevices, rememberDevice } from "@/db/queries/known-devices"
import { consumeToken, findToken } from "@/db/queries/one-time-tokens"
import { revokeAllSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import { hashPassword } from "@/lib/auth/password"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { passwordProblem } from "@/lib/domain/people/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { KnownClient } from "@/lib/runtime/client"
import { voidCustomerLinks } from "./void-customer-links"

type ResetPasswordOptions = {
  readonly token: string
  readonly password: string
  readonly client: KnownClient
}

/**
 * Consumes a reset link: sets the password, ends every session of the customer and mails a notice.
 * `link-over`: the link was used, has expired, was voided or is unknown; `inspectLink` tells which. The other
 * refusals leave the link valid. The browser becomes a known device but is not signed in: sign-in limits
 * caused by strangers do not apply to it.
 */
export async function resetPassword(
  app: App,
  reset: ResetPasswordOptions,
): Promise<Result<CustomerId, "link-over" | "about-you" | "common" | "busy">> {
  const token = parseLinkToken(reset.token)
  if (!token) return refuse("link-over")
  const tokenHash = hashLinkToken(token)
  // Checked before the expensive hash; `consumeToken` below decides.
  const found = await findToken(app.db, "password-reset", tokenHash)
  if (!found?.customerId || found.usedAt || found.voidedAt || found.expiresAt <= app.now()) {
    return refuse("link-over")
  }
  const { customerId } = found
  const { email, fullName } = await getProfile(app.db, customerId)
  if (passwordProblem(reset.password, [email, fullName])) return refuse("about-you")
  if (isLeaked(reset.password)) return refuse("common")
  const hashed = await hashPassword({ known: customerId }, reset.password)
  if (!hashed.ok) return hashed

  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    if (!(await consumeToken(tx, { kind: "password-reset", tokenHash }, now))) return refuse("link-over")
    await setPasswordHash(tx, customerId, hashed.value)
    await revokeAllSessions(tx, customerId, now)
    await voidCustomerLinks({ ...app, db: tx }, customerId)
    await forgetDevices(tx, customerId, [])
    await rememberDevice(tx, { customerId, keyHash: reset.client.deviceHash }, now)
    await recordEvent(tx, { kind: "password-reset", customerId, client: reset.client }, now)
    const dedupeKey = `password-changed:${Buffer.from(tokenHash).toString("base64url")}`
    const hasCalendar = (await findFeedDate(tx, customerId)) !== null
    const props = { changedAt: now.toISOString(), everywhere: true, hasCalendar }
    await enqueueMailTo(tx, { kind: "password-changed", props, customerId, dedupeKey }, now)
    return ok(customerId)
  })
}
