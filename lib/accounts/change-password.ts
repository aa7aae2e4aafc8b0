import "server-only"
import { findFeedDate } from "@/db/queries/calendar-feeds"
import { getProfile, setPasswordHash } from "@/db/queries/customers"
import { forgetDevices } from "@/db/queries/known-devices"
import { revokeOtherSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashPassword } from "@/lib/auth/password"
import { passwordProblem } from "@/lib/domain/people/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { TooMany } from "@/lib/limits/hit-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { confirmPassword, isStillPassword } from "./confirm-password"
import { type RenewedSession, renewSession } from "./renew-session"
import { voidCustomerLinks } from "./void-customer-links"

type ChangePasswordOptions = RenewedSession & {
  readonly currentPassword: string
  readonly newPassword: string
}

/**
 * Sets a new password, renews this session, ends every other one, voids open links and mails a notice.
 * `session-over`: the session ended, or got another key, while the request was under way.
 */
export async function changePassword(
  app: App,
  { currentPassword, newPassword, ...session }: ChangePasswordOptions,
): Promise<Result<undefined, "wrong-password" | "session-over" | "about-you" | "common" | "busy"> | TooMany> {
  const { customerId, sessionId, client, renewal } = session
  const { email, fullName } = await getProfile(app.db, customerId)
  if (passwordProblem(newPassword, [email, fullName])) return refuse("about-you")
  if (isLeaked(newPassword)) return refuse("common")
  const confirmed = await confirmPassword(app, { ...session, password: currentPassword })
  if (!confirmed.ok) return confirmed
  const hashed = await hashPassword({ known: customerId }, newPassword)
  if (!hashed.ok) return hashed

  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await isStillPassword(tx, customerId, confirmed.value))) return refuse("wrong-password")
    if (!(await renewSession(tx, session, now))) return refuse("session-over")
    await setPasswordHash(tx, customerId, hashed.value)
    await revokeOtherSessions(tx, { customerId, except: sessionId }, now)
    await forgetDevices(tx, customerId, [renewal.deviceHash])
    await voidCustomerLinks({ ...app, db: tx }, customerId)
    await recordEvent(tx, { kind: "password-changed", customerId, client }, now)
    const dedupeKey = `password-changed:${customerId}:${now.toISOString()}`
    const hasCalendar = (await findFeedDate(tx, customerId)) !== null
    const props = { changedAt: now.toISOString(), everywhere: false, hasCalendar }
    await enqueueMailTo(tx, { kind: "password-changed", props, customerId, dedupeKey }, now)
    return ok()
  })
}
