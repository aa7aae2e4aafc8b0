import "server-only"
import { setPasswordHash } from "@/db/queries/customers"
import { consumeToken, voidResetTokens } from "@/db/queries/one-time-tokens"
import { revokeAllSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import { hashPassword } from "@/lib/auth/password"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMail } from "@/lib/mail/enqueue-mail"
import { inspectLink } from "./inspect-link"

/**
 * Uses a reset link up: sets the password, ends every session of the customer and tells them by mail. `link-over`: used,
 * expired, void or unknown; the page says which. Nothing is used up when the refusal is `busy`.
 */
export async function resetPassword(
  app: App,
  reset: { readonly token: string; readonly password: string },
): Promise<Result<undefined, "link-over" | "busy">> {
  const token = parseLinkToken(reset.token)
  // A link that cannot win costs no hash.
  if (!token || (await inspectLink(app, "password-reset", token)) !== "valid") return refuse("link-over")
  const hashed = await hashPassword(reset.password)
  if (!hashed.ok) return hashed
  const now = app.now()
  const tokenHash = hashLinkToken(token)
  return app.db.transaction(async (tx) => {
    const used = await consumeToken(tx, "password-reset", tokenHash, now)
    if (!used?.customerId) return refuse("link-over")
    const { customerId } = used
    const { email, fullName } = await setPasswordHash(tx, customerId, hashed.value)
    await revokeAllSessions(tx, customerId, now)
    await voidResetTokens(tx, customerId, now)
    const dedupeKey = `password-changed:${Buffer.from(tokenHash).toString("base64url")}`
    const props = { fullName, changedAt: now.toISOString() }
    await enqueueMail(tx, { kind: "password-changed", props, recipient: email, customerId, dedupeKey }, now)
    return ok()
  })
}
