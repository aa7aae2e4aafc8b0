import "server-only"
import type { DbOrTx } from "@/db/client"
import { findOwnPasswordHash, lockOwnPasswordHash } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { verifyPassword } from "@/lib/auth/password"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { forgetLimit, hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"

type ConfirmPasswordOptions = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly password: string
  readonly client: Client
}

/**
 * Checks the password of a signed-in customer again, so that an open session alone cannot take the account
 * over. Attempts are limited by session: who copied a cookie guesses in that session alone and does not delay
 * the owner, who signs in anew (which takes the password) and has tries of their own. Returns the stored
 * hash, which `isStillPassword` compares inside the transaction of the change.
 */
export async function confirmPassword(
  app: App,
  { customerId, sessionId, password, client }: ConfirmPasswordOptions,
): Promise<Result<string, "wrong-password" | "busy"> | TooMany> {
  const limit = limitOf("password-check", sessionId)
  const limited = await hitLimits(app, [limit])
  if (limited) return limited
  const passwordHash = await findOwnPasswordHash(app.db, customerId)
  const checked = await verifyPassword({ known: customerId }, password, passwordHash)
  if (!checked.ok) return checked
  if (!checked.value || !passwordHash) {
    await recordEvent(app.db, { kind: "password-check-failed", customerId, client }, app.now())
    return refuse("wrong-password")
  }
  await forgetLimit(app, limit)
  return ok(passwordHash)
}

/**
 * Whether the stored hash is still the confirmed one: a password reset may have committed in between. Locks
 * the customer's row until the transaction ends, so that no reset can follow before the change.
 */
export async function isStillPassword(
  tx: DbOrTx,
  customerId: CustomerId,
  confirmed: string,
): Promise<boolean> {
  return (await lockOwnPasswordHash(tx, customerId)) === confirmed
}
