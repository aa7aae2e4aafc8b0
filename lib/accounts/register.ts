import "server-only"
import { findCustomerByEmail } from "@/db/queries/customers"
import { insertSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashPassword } from "@/lib/auth/password"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import type { Campaign } from "@/lib/domain/people/campaign"
import type { FullName } from "@/lib/domain/people/full-name"
import type { Phone } from "@/lib/domain/people/phone"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import type { TooMany } from "@/lib/limits/hit-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { limitMails } from "./mail-limit"
import { sendActivationLink } from "./send-activation-link"

export type SignUpForm = {
  readonly email: EmailAddress
  readonly password: string
  readonly fullName: FullName
  readonly phone: Phone
  readonly marketing: boolean
  readonly campaign: Campaign
  readonly client: Client
}

/**
 * Stores a sign-up and mails its activation link, valid for `activationLifetimeHours`. If the address has an
 * account, its owner gets a mail that says so instead; the caller gets the same answer in both cases. Limits
 * are checked before the password is hashed.
 */
export async function register(
  app: App,
  form: SignUpForm,
): Promise<Result<undefined, "busy" | "common"> | TooMany> {
  if (isLeaked(form.password)) return refuse("common")
  const now = app.now()
  const limited = await limitMails(app.db, { address: form.email, client: form.client }, now)
  if (limited) return limited
  const hashed = await hashPassword(form.password)
  if (!hashed.ok) return hashed
  await app.db.transaction(async (tx) => {
    const { email, fullName, phone, campaign } = form
    const holder = await findCustomerByEmail(tx, email)
    if (holder) {
      const { id: customerId } = holder
      const dedupeKey = `account-exists:${customerId}:${now.toISOString()}`
      const props = { asked: "sign-up" as const }
      await enqueueMailTo(tx, { kind: "account-exists", props, customerId, dedupeKey }, now)
      return
    }
    const signUp = {
      email,
      fullName,
      phone,
      campaign,
      passwordHash: hashed.value,
      termsVersion: currentTermsVersion,
      termsAcceptedAt: now,
      marketingConsentAt: form.marketing ? now : null,
    }
    await sendActivationLink(tx, { id: await insertSignUp(tx, signUp, now), email, fullName }, now)
  })
  return ok()
}
