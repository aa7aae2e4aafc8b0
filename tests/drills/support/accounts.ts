import { hashPassword } from "@/lib/auth/password"
import { aCustomer, aSignUp } from "@/tests/support/factories/customers"
import { app, freshEmail, freshIp } from "./drill"
import { formWith, newVisitor, type Visitor } from "./visitor"

export const password = "trei cuvinte la întâmplare"

/**
 * Hashed once for all customers, at the product's own cost: checking a wrong password against it takes as
 * long as in the product.
 */
const hashed = hashPassword("stranger", password)

async function credentials() {
  const result = await hashed
  if (!result.ok) throw new Error(result.reason)
  return { email: freshEmail(), passwordHash: result.value }
}

export const newCustomer = async () => aCustomer(app, await credentials())

export const newSignUp = async () => aSignUp(app, await credentials())

type SignInOptions = { readonly email: string; readonly password?: string; readonly server?: number }

/** A browser that is signed in is sent on from the page: its form is then that of another browser. */
export async function signIn(
  visitor: Visitor,
  { email, password: typed = password, server = 0 }: SignInOptions,
) {
  const path = "/autentificare"
  const page = await visitor.ask(path, { server })
  const { body } = page.status === 200 ? page : await newVisitor().ask(path, { server })
  const form = formWith(body, ["email", "password"])
  return visitor.post(path, { ...form, email, password: typed }, { server })
}

/** A customer with a browser that is signed in. */
export async function newSignedInCustomer() {
  const { id, email } = await newCustomer()
  const visitor = newVisitor({ ip: freshIp() })
  const answer = await signIn(visitor, { email })
  if (answer.status !== 303) {
    const [, alert = "no alert"] = /role="alert"[^>]*>([^<]*)/.exec(answer.body) ?? []
    throw new Error(`Signing in answered ${answer.status}: ${alert}`)
  }
  return { id, email, visitor }
}
