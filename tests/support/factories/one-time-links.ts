import { insertToken } from "@/db/queries/one-time-tokens"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { CustomerId, EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { hourMs, later } from "@/lib/domain/time/lifetimes"
import { aCustomer, aSignUp } from "./customers"
import type { RowStore } from "./rows"

/** A link that confirms the address of a sign-up. It expires in an hour. */
export async function anActivationLink(store: RowStore, signUp?: { id: SignUpId; email: EmailAddress }) {
  const { id, email } = signUp ?? (await aSignUp(store))
  const link = linkOf(store)
  await insertToken(store.db, { kind: "activation", signUpId: id, ...link.row }, store.now())
  return { id, email, token: link.token, tokenHash: link.row.tokenHash }
}

/** A link that sets a new password. It expires in an hour. */
export async function aResetLink(store: RowStore, customer?: { id: CustomerId; email: EmailAddress }) {
  const { id, email } = customer ?? (await aCustomer(store))
  const link = linkOf(store)
  await insertToken(store.db, { kind: "password-reset", customerId: id, ...link.row }, store.now())
  return { id, email, token: link.token, tokenHash: link.row.tokenHash }
}

/** A link that lets a browser pass the limits of sign-in. It expires in an hour. */
export async function aSignInLink(store: RowStore, customer?: { id: CustomerId; email: EmailAddress }) {
  const { id, email } = customer ?? (await aCustomer(store))
  const link = linkOf(store)
  await insertToken(store.db, { kind: "sign-in-link", customerId: id, ...link.row }, store.now())
  return { id, email, token: link.token, tokenHash: link.row.tokenHash }
}

function linkOf(store: RowStore) {
  const token = newLinkToken()
  return { token, row: { tokenHash: hashLinkToken(token), expiresAt: later(store.now(), hourMs) } }
}
