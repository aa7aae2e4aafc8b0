import "server-only"
import { findToken } from "@/db/queries/one-time-tokens"
import { findSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"
import { type LinkState, linkState } from "./inspect-link"
import { isOwnSignUp } from "./own-sign-up"

/** The account that a link asks for, as its page shows it. */
export type ActivationSignUp = {
  readonly email: EmailAddress
  readonly fullName: string
  readonly phone: string
  /** Made in the browser that asks. */
  readonly isOwn: boolean
}

export type Activation =
  | { readonly state: "valid"; readonly tokenHash: Uint8Array; readonly signUp: ActivationSignUp }
  /** `gone`: the sign-up was erased, because the address has an account or its holder refused it. */
  | { readonly state: Exclude<LinkState, "valid"> | "gone" }

type InspectOptions = { readonly token: string; readonly client: Client }

/** The state of an activation link, and while it is valid its sign-up. Changes nothing. */
export async function inspectActivation(
  app: App,
  { token: text, client }: InspectOptions,
): Promise<Activation> {
  const token = parseLinkToken(text)
  if (!token) return { state: "unknown" }
  const tokenHash = hashLinkToken(token)
  const found = await findToken(app.db, "activation", tokenHash)
  const state = linkState(found, app.now())
  if (state !== "valid" && state !== "void") return { state }
  const signUp = found?.signUpId ? await findSignUp(app.db, found.signUpId) : null
  if (!signUp) return { state: "gone" }
  if (state === "void") return { state }
  const { keyHash, id: _id, ...shown } = signUp
  return { state, tokenHash, signUp: { ...shown, isOwn: isOwnSignUp(keyHash, client) } }
}
