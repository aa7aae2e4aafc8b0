import "server-only"
import { findToken } from "@/db/queries/one-time-tokens"
import { findSignUp, listSignUps } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"
import { type LinkState, linkState } from "./inspect-link"
import { isOwnSignUp } from "./own-sign-up"

/** The account that a link asks for, as its page shows it. */
export type ActivationSignUp = {
  readonly email: EmailAddress
  readonly fullName: string
  readonly phone: string
  /** The sign-up that a confirmation makes a customer. */
  readonly id: SignUpId
  /** The link belongs to it, and it was made in the browser that asks. */
  readonly isOwn: boolean
}

export type Activation =
  | { readonly state: "valid"; readonly tokenHash: Uint8Array; readonly signUp: ActivationSignUp }
  /** `gone`: the sign-up was erased, because the address has an account or its holder refused it. */
  | { readonly state: Exclude<LinkState, "valid"> | "gone" }

type InspectOptions = { readonly token: string; readonly client: Client }

/**
 * The state of an activation link, and while it is valid its sign-up. In a browser with another sign-up of
 * the address it is that one: the link proves the mailbox, also where a stranger caused it. Changes nothing.
 */
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
  const { keyHash, ...shown } = signUp
  if (isOwnSignUp(keyHash, client)) return { state, tokenHash, signUp: { ...shown, isOwn: true } }
  const [first] = await listSignUps(app.db, { email: signUp.email, client })
  const { isOwn: _isOwn, ...ofBrowser } = first?.isOwn ? first : { ...shown, isOwn: false }
  return { state, tokenHash, signUp: { ...shown, ...ofBrowser, isOwn: false } }
}
