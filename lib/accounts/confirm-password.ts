import "server-only"
import { findOwnPasswordHash } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit"
import { verifyPassword } from "@/lib/auth/password"
import type { CustomerId } from "@/lib/domain/brand"
import type { Client } from "@/lib/domain/client"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { forgetLimit, hitLimits, type TooMany } from "@/lib/limits"

type Check = { readonly customerId: CustomerId; readonly password: string; readonly client: Client }

/** Asks a signed-in customer for the password again: whoever finds an open session cannot take the account, nor guess. */
export async function confirmPassword(
  app: App,
  { customerId, password, client }: Check,
): Promise<Result<undefined, "wrong-password" | "busy"> | TooMany> {
  const limit = {
    what: "password-check",
    who: customerId,
    free: 5,
    firstWaitSeconds: 30,
    longestWaitSeconds: 900,
    memorySeconds: 86_400,
  }
  const limited = await hitLimits(app.db, [limit], app.now())
  if (limited) return limited
  const checked = await verifyPassword(password, await findOwnPasswordHash(app.db, customerId))
  if (!checked.ok) return checked
  if (!checked.value) {
    await recordEvent(app.db, { kind: "password-check-failed", customerId, client }, app.now())
    return refuse("wrong-password")
  }
  await forgetLimit(app.db, limit)
  return ok()
}
