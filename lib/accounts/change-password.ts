import "server-only"
import { getProfile, setPasswordHash } from "@/db/queries/customers"
import { forgetDevices } from "@/db/queries/known-devices"
import { voidTokens } from "@/db/queries/one-time-tokens"
import { revokeOtherSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashPassword } from "@/lib/auth/password"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { passwordProblem } from "@/lib/domain/people/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { TooMany } from "@/lib/limits/hit-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { confirmPassword, isStillPassword } from "./confirm-password"

type ChangePasswordOptions = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly currentPassword: string
  readonly newPassword: string
  readonly client: Client
}

/** Sets a new password, ends every other session, voids open links and mails a notice. */
export async function changePassword(
  app: App,
  { customerId, sessionId, currentPassword, newPassword, client }: ChangePasswordOptions,
): Promise<Result<undefined, "wrong-password" | "about-you" | "common" | "busy"> | TooMany> {
  const { email, fullName } = await getProfile(app.db, customerId)
  if (passwordProblem(newPassword, [email, fullName])) return refuse("about-you")
  if (isLeaked(newPassword)) return refuse("common")
  const confirmed = await confirmPassword(app, { customerId, password: currentPassword, client })
  if (!confirmed.ok) return confirmed
  const hashed = await hashPassword(newPassword)
  if (!hashed.ok) return hashed

  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await isStillPassword(tx, customerId, confirmed.value))) return refuse("wrong-password")
    await setPasswordHash(tx, customerId, hashed.value)
    await revokeOtherSessions(tx, { customerId, except: sessionId }, now)
    await forgetDevices(tx, customerId, client.deviceHash)
    await voidTokens(tx, { customerId, kinds: ["password-reset", "email-change"] }, now)
    await recordEvent(tx, { kind: "password-changed", customerId, client }, now)
    const dedupeKey = `password-changed:${customerId}:${now.toISOString()}`
    const props = { changedAt: now.toISOString(), everywhere: false }
    await enqueueMailTo(tx, { kind: "password-changed", props, customerId, dedupeKey }, now)
    return ok()
  })
}
