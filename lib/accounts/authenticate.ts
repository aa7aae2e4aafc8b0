import "server-only"
import { findPasswordHash } from "@/db/queries/customers"
import { isKnownDevice } from "@/db/queries/known-devices"
import { findSignUpPasswordHash } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { verifyPassword } from "@/lib/auth/password"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { longestPassword } from "@/lib/domain/people/password-length"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { TooMany } from "@/lib/limits/hit-limits"
import type { Client } from "@/lib/runtime/client"
import { resendActivation } from "./resend-activation"
import { forgiveSignIn, limitSignIn } from "./sign-in-limits"

export type SignInAttempt = { readonly email: string; readonly password: string; readonly client: Client }

/**
 * The customer of an address and a password. `wrong` stands for an unknown address, a wrong password and an
 * unconfirmed sign-up alike, after the same statements. The right password of an unconfirmed sign-up also
 * mails a new activation link. An attempt is counted before the password is checked, so that parallel
 * attempts cannot pass the limit; a success clears the count.
 */
export async function authenticate(
  app: App,
  attempt: SignInAttempt,
): Promise<Result<CustomerId, "wrong" | "busy"> | TooMany> {
  const { client } = attempt
  const email = parseEmailAddress(attempt.email)
  if (!email || attempt.password.length > 4 * longestPassword) return refuse("wrong")
  const place = { email, client, isKnown: await isKnown(app, email, client) }
  const limited = await limitSignIn(app.db, place, app.now())
  if (limited) return limited

  const customer = await findPasswordHash(app.db, email)
  const signUpHash = await findSignUpPasswordHash(app.db, email)
  const storedHash = customer?.passwordHash ?? signUpHash
  const checked = await verifyPassword(attempt.password, storedHash)
  if (!checked.ok) return checked
  if (!customer || !checked.value) {
    const failure = { kind: "sign-in-failed" as const, customerId: customer?.id ?? null, client }
    await recordEvent(app.db, failure, app.now())
    if (checked.value) await resendActivation(app, { email, client })
    return refuse("wrong")
  }
  await forgiveSignIn(app.db, place)
  return ok(customer.id)
}

async function isKnown(app: App, email: EmailAddress, { deviceHash }: Client): Promise<boolean> {
  return deviceHash ? isKnownDevice(app.db, email, deviceHash) : false
}
