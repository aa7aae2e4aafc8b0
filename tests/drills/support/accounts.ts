import { insertCustomer } from "@/db/queries/customers"
import { insertToken } from "@/db/queries/one-time-tokens"
import { insertSignUp } from "@/db/queries/sign-ups"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import { hashPassword } from "@/lib/auth/password"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { hourMs, later } from "@/lib/domain/time/lifetimes"
import { app, freshEmail, freshIp } from "./drill"
import { newVisitor, type Visitor } from "./visitor"

export const password = "trei cuvinte la întâmplare"

/** One hash for everybody, at the product's own cost: what a wrong password is compared with takes its real time. */
const hashed = hashPassword(password)

async function profile() {
  const result = await hashed
  if (!result.ok) throw new Error(result.reason)
  return {
    email: freshEmail() as EmailAddress,
    passwordHash: result.value,
    fullName: "Ana Popescu",
    phone: "+40722123456",
    termsVersion: "2026-01",
    termsAcceptedAt: app.now(),
  }
}

export async function aKnownCustomer(): Promise<{ id: CustomerId; email: EmailAddress }> {
  const row = await profile()
  const id = await insertCustomer(app.db, row, app.now())
  if (!id) throw new Error("The address is taken")
  return { id, email: row.email }
}

export async function aWaitingSignUp() {
  const row = await profile()
  return { id: await insertSignUp(app.db, row, app.now()), email: row.email }
}

export async function anActivationLink() {
  const signUp = await aWaitingSignUp()
  const token = newLinkToken()
  const [tokenHash, expiresAt] = [hashLinkToken(token), later(app.now(), hourMs)]
  await insertToken(app.db, { kind: "activation", signUpId: signUp.id, tokenHash, expiresAt }, app.now())
  return { ...signUp, token, tokenHash }
}

export async function aResetLink(customer?: { id: CustomerId; email: EmailAddress }) {
  const owner = customer ?? (await aKnownCustomer())
  const token = newLinkToken()
  const [tokenHash, expiresAt] = [hashLinkToken(token), later(app.now(), hourMs)]
  await insertToken(app.db, { kind: "password-reset", customerId: owner.id, tokenHash, expiresAt }, app.now())
  return { ...owner, token, tokenHash }
}

export async function signIn(visitor: Visitor, email: string, secret = password, server = 0) {
  return visitor.submit("/autentificare", { fields: { email, password: secret }, server })
}

/** A customer with a browser that is signed in. */
export async function aSignedInCustomer() {
  const customer = await aKnownCustomer()
  const visitor = newVisitor({ ip: freshIp() })
  const answer = await signIn(visitor, customer.email)
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`)
  return { ...customer, visitor }
}
