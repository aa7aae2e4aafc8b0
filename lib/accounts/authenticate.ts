import "server-only"
import { findPasswordHash } from "@/db/queries/customers"
import { findNewestSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { verifyPassword } from "@/lib/auth/password"
import type { CustomerId } from "@/lib/domain/brand"
import { parseEmailAddress } from "@/lib/domain/email-address"
import { limitedIp } from "@/lib/domain/ip-address"
import { longestPassword } from "@/lib/domain/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { forgetLimit, hitLimit, type Limit } from "@/lib/limits"
import { resendActivation } from "./resend-activation"

export type SignInAttempt = { readonly email: string; readonly password: string; readonly ip: string | null }

/**
 * Who an address and a password belong to. Unknown, wrong and not yet activated are one answer in one time; the right
 * password of a sign-up that waits also mails a new activation link. Attempts count before the password is looked at, so
 * that many at once cannot slip past the limit; a success forgets them.
 */
export async function authenticate(
  app: App,
  attempt: SignInAttempt,
): Promise<Result<CustomerId, "wrong" | "busy" | "too-many">> {
  const email = parseEmailAddress(attempt.email)
  if (!email || attempt.password.length > 4 * longestPassword) return refuse("wrong")
  const limits = limitsOf(email, attempt.ip)
  for (const limit of limits) {
    if (!(await hitLimit(app.db, limit, app.now())).allowed) return refuse("too-many")
  }

  const customer = await findPasswordHash(app.db, email)
  const signUp = await findNewestSignUp(app.db, email)
  const storedHash = customer?.passwordHash ?? signUp?.passwordHash ?? null
  const checked = await verifyPassword(attempt.password, storedHash)
  if (!checked.ok) return checked
  if (!checked.value) return refuse("wrong")
  if (!customer) {
    await resendActivation(app, email)
    return refuse("wrong")
  }
  for (const limit of limits) await forgetLimit(app.db, limit)
  return ok(customer.id)
}

/**
 * With a trusted address header the failures of one place count against that place: a stranger cannot lock the owner out.
 * Without it only the account is known, so its limit is wide and its window short.
 */
function limitsOf(email: string, ip: string | null): Limit[] {
  if (!ip) return [{ what: "sign-in", who: email, limit: 20, windowSeconds: 600 }]
  return [
    { what: "sign-in", who: `${email} ${limitedIp(ip)}`, limit: 10, windowSeconds: 900 },
    { what: "sign-in-from", who: limitedIp(ip), limit: 100, windowSeconds: 900 },
  ]
}
