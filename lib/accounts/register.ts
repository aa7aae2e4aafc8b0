import "server-only"
import { findCustomerByEmail } from "@/db/queries/customers"
import { insertSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { hashPassword } from "@/lib/auth/password"
import type { EmailAddress } from "@/lib/domain/brand"
import type { Campaign } from "@/lib/domain/campaign"
import type { FullName } from "@/lib/domain/full-name"
import type { Phone } from "@/lib/domain/phone"
import { ok, type Result } from "@/lib/domain/result"
import { currentTermsVersion } from "@/lib/domain/terms"
import { enqueueMail } from "@/lib/mail/enqueue-mail"
import { mayBeMailed } from "./mail-limit"
import { sendActivationLink } from "./send-activation-link"

export type SignUpForm = {
  readonly email: EmailAddress
  readonly password: string
  readonly fullName: FullName
  readonly phone: Phone
  readonly marketing: boolean
  readonly campaign: Campaign
}

/**
 * Notes a sign-up and mails its activation link, 48 h. A known address gets a mail that says so instead: whoever signs up
 * hears the same either way, after the same work. An address is mailed three times an hour at most.
 */
export async function register(app: App, form: SignUpForm): Promise<Result<undefined, "busy">> {
  const hashed = await hashPassword(form.password)
  if (!hashed.ok) return hashed
  const now = app.now()
  await app.db.transaction(async (tx) => {
    if (!(await mayBeMailed(tx, form.email, now))) return
    const { email, fullName, phone, campaign } = form
    const holder = await findCustomerByEmail(tx, email)
    if (holder) {
      const dedupeKey = `account-exists:${holder.id}:${now.toISOString()}`
      const props = { fullName: holder.fullName }
      await enqueueMail(
        tx,
        { kind: "account-exists", props, recipient: email, customerId: holder.id, dedupeKey },
        now,
      )
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
