import "server-only"
import { findPasswordHash } from "@/db/queries/customers"
import { findKnownDevice } from "@/db/queries/known-devices"
import { listSignUpPasswordHashes } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { Asker } from "@/lib/auth/hash-queue"
import { findPassword, isHashQueueFull, verifyPassword } from "@/lib/auth/password"
import type { CustomerId, EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
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
 * unconfirmed sign-up alike, after the same statements and one hash. The right password of an unconfirmed
 * sign-up, of several on one address, also mails a new link of that sign-up. An attempt is counted before the
 * password is checked, so that parallel attempts cannot pass the limit; a success clears the count.
 */
export async function authenticate(
  app: App,
  attempt: SignInAttempt,
): Promise<Result<CustomerId, "wrong" | "busy"> | TooMany> {
  const { client } = attempt
  const email = parseEmailAddress(attempt.email)
  if (!email || attempt.password.length > 4 * longestPassword) return refuse("wrong")
  const place = { email, client, device: await findDevice(app, email, client) }
  const asker = place.device ? { known: email } : ("stranger" as const)
  if (isHashQueueFull(asker)) return refuse("busy")
  const limited = await limitSignIn(app, place)
  if (limited) return limited

  const customer = await findPasswordHash(app.db, email)
  const checked = await checkPassword(app, { ...attempt, email, asker }, customer?.passwordHash)
  if (!checked.ok) return checked
  if (!customer || !checked.value) {
    const failure = { kind: "sign-in-failed" as const, customerId: customer?.id ?? null, client }
    await recordEvent(app.db, failure, app.now())
    if (typeof checked.value === "string")
      await resendActivation(app, { email, client, signUpId: checked.value })
    return refuse("wrong")
  }
  await forgiveSignIn(app, place)
  return ok(customer.id)
}

type ParsedAttempt = Omit<SignInAttempt, "email"> & { readonly email: EmailAddress; readonly asker: Asker }

/** True for the customer's password. For that of an unconfirmed sign-up: which one. */
async function checkPassword(
  app: App,
  { email, password, client, asker }: ParsedAttempt,
  ofCustomer: string | undefined,
): Promise<Result<boolean | SignUpId, "busy">> {
  const [newest, ...others] = await listSignUpPasswordHashes(app.db, { email, client })
  if (ofCustomer || !newest) return verifyPassword(asker, password, ofCustomer ?? null)
  const hashes = others.map(({ passwordHash }) => passwordHash)
  const found = await findPassword(asker, password, [newest.passwordHash, ...hashes])
  return found.ok ? ok([newest, ...others][found.value]?.id ?? false) : found
}

async function findDevice(
  app: App,
  email: EmailAddress,
  { deviceHashes }: Client,
): Promise<Uint8Array | null> {
  return deviceHashes.length > 0 ? findKnownDevice(app.db, email, deviceHashes) : null
}
