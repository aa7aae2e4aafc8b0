import "server-only"
import { insertCustomer, type NewCustomer } from "@/db/queries/customers"
import { consumeToken, lockLinksTo } from "@/db/queries/one-time-tokens"
import { findSignUp, getSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashPassword } from "@/lib/auth/password"
import type { CustomerId, SignUpId } from "@/lib/domain/ids/brand"
import { passwordProblem } from "@/lib/domain/people/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import type { Client } from "@/lib/runtime/client"
import { eraseSignUps } from "./erase-sign-ups"
import { type ActivationSignUp, inspectActivation } from "./inspect-activation"

type ActivateOptions = {
  readonly token: string
  readonly client: Client
  /** What the person at another browser chose on the page of the link. */
  readonly chosen?: {
    readonly password: string
    readonly marketing: boolean
    /** The sign-up that the page showed; undefined from a page of an earlier version. */
    readonly seen?: SignUpId | undefined
  }
}

type Refusal =
  | "link-over"
  | "changed"
  | "already-active"
  | "not-this-browser"
  | "about-you"
  | "common"
  | "busy"

/**
 * Consumes an activation link and makes its sign-up a customer. In the browser that signed up the account is
 * the sign-up as it was typed. Anywhere else the form may have been a stranger's: password and consents are
 * those `chosen` by the person who holds the mailbox; name and phone are those of a sign-up of the address
 * that this browser made, if there is one, never in one click: the browser may be a shared one. Every other
 * sign-up of the address is erased.
 * `changed`: it is no longer the sign-up that the page showed, which was refused in another tab, or replaced.
 * `link-over`: the link was used, has expired, was voided or is unknown; `inspectActivation` tells which.
 * `not-this-browser`: a password must be chosen. `already-active`: the address already has a customer.
 */
export async function activate(
  app: App,
  { token, client, chosen }: ActivateOptions,
): Promise<Result<CustomerId, Refusal>> {
  const link = await inspectActivation(app, { token, client })
  if (link.state !== "valid") return refuse("link-over")
  const { tokenHash, signUp } = link
  if (chosen?.seen && chosen.seen !== signUp.id) return refuse("changed")
  const choices = signUp.isOwn && !chosen ? ok({}) : await choose(app, signUp, chosen)
  if (!choices.ok) return choices
  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockLinksTo(tx, signUp.email)
    // It may have been refused or erased since it was read; then the link is over or leads to another.
    const shown = await findSignUp(tx, signUp.id)
    if (!shown) return refuse("changed")
    const used = await consumeToken(tx, { kind: "activation", tokenHash }, now)
    if (!used?.signUpId) return refuse("link-over")
    const { id: _id, createdAt: _createdAt, keyHash: _keyHash, ...typed } = await getSignUp(tx, shown.id)
    const customerId = await insertCustomer(tx, { ...typed, ...choices.value }, now)
    await eraseSignUps(tx, signUp.email, now)
    if (customerId) await recordEvent(tx, { kind: "account-activated", customerId, client }, now)
    return customerId ? ok(customerId) : refuse("already-active")
  })
}

/** What takes the place of the sign-up's password and consents. */
async function choose(
  app: App,
  { email, fullName }: ActivationSignUp,
  chosen: ActivateOptions["chosen"],
): Promise<Result<Partial<NewCustomer>, Refusal>> {
  if (!chosen) return refuse("not-this-browser")
  if (passwordProblem(chosen.password, [email, fullName])) return refuse("about-you")
  if (isLeaked(chosen.password)) return refuse("common")
  const hashed = await hashPassword({ known: email }, chosen.password)
  if (!hashed.ok) return hashed
  const now = app.now()
  return ok({
    passwordHash: hashed.value,
    termsVersion: currentTermsVersion,
    termsAcceptedAt: now,
    marketingConsentAt: chosen.marketing ? now : null,
  })
}
