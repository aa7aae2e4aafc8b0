import "server-only"
import type { DbOrTx } from "@/db/client"
import { findCustomerByEmail } from "@/db/queries/customers"
import { lockLinksTo, voidLinksOfSignUp } from "@/db/queries/one-time-tokens"
import {
  insertSignUp,
  listSignUpPasswordHashes,
  listSignUps,
  type NewSignUp,
  replaceSignUp,
} from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { isLeaked } from "@/lib/auth/leaked-passwords"
import { hashPassword } from "@/lib/auth/password"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { Campaign } from "@/lib/domain/people/campaign"
import type { FullName } from "@/lib/domain/people/full-name"
import type { Phone } from "@/lib/domain/people/phone"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import { hitLimits, type TooMany, takeBackLimit } from "@/lib/limits/hit-limits"
import { limitUnsolicited, type MailsPaused, unsolicitedBudget } from "@/lib/limits/limit-unsolicited"
import { placeLimits } from "@/lib/limits/place-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { sendActivationLink, signUpMails } from "./send-activation-link"

export type SignUpForm = {
  readonly email: EmailAddress
  readonly password: string
  readonly fullName: FullName
  readonly phone: Phone
  readonly marketing: boolean
  readonly campaign: Campaign
  readonly client: Client
  /** SHA-256 of the new key that the browser gets for this sign-up. */
  readonly keyHash: Uint8Array
}

/**
 * Stores a sign-up and mails its activation link, valid for `activationLifetimeHours`. Sign-ups of the same
 * address by other browsers, and their links, stay as they are; the browser's own older one is replaced. If
 * the address has an account, its owner gets a mail that says so instead; the caller gets the same answer in
 * both cases. Past the limit of the mailbox nothing is mailed, and the answer is the same: strangers must not
 * have its holder refused, and the links that they caused are confirmed with the holder's own sign-up
 * (`activate`). Limits of places and of all are checked before the password is hashed.
 */
export async function register(
  app: App,
  form: SignUpForm,
): Promise<Result<undefined, "busy" | "common"> | TooMany | MailsPaused> {
  if (isLeaked(form.password)) return refuse("common")
  const now = app.now()
  const limits = form.client.ip ? placeLimits("sign-up-from", form.client.ip) : []
  const limited = await limitUnsolicited(app, limits)
  if (limited) return limited
  // One salt for the sign-ups of an address: signing in then compares a password with all of them at once.
  const [waiting] = await listSignUpPasswordHashes(app.db, form)
  const hashed = await hashPassword("stranger", form.password, waiting?.passwordHash)
  if (!hashed.ok) {
    for (const limit of [...limits, unsolicitedBudget(app)]) await takeBackLimit(app, limit)
    return hashed
  }
  const isMailed = !(await hitLimits(app, [signUpMails(form.email)]))
  await app.db.transaction(async (tx) => {
    await lockLinksTo(tx, form.email)
    const holder = await findCustomerByEmail(tx, form.email)
    if (!holder) return storeSignUp(tx, { form, passwordHash: hashed.value, isMailed }, now)
    if (!isMailed) return
    const dedupeKey = `account-exists:${holder.id}:${now.toISOString()}`
    const props = { asked: "sign-up" as const }
    await enqueueMailTo(tx, { kind: "account-exists", props, customerId: holder.id, dedupeKey }, now)
  })
  return ok()
}

type NewForm = { readonly form: SignUpForm; readonly passwordHash: string; readonly isMailed: boolean }

async function storeSignUp(tx: DbOrTx, { form, passwordHash, isMailed }: NewForm, now: Date): Promise<void> {
  const { email, fullName, phone, campaign, keyHash } = form
  const consents = {
    termsVersion: currentTermsVersion,
    termsAcceptedAt: now,
    marketingConsentAt: form.marketing ? now : null,
  }
  const signUp = { email, fullName, phone, campaign, keyHash, passwordHash, ...consents }
  const id = await insertOrReplace(tx, { signUp, client: form.client, isMailed }, now)
  if (isMailed) await sendActivationLink(tx, { id, email, fullName, phone }, now)
}

async function insertOrReplace(
  tx: DbOrTx,
  { signUp, client, isMailed }: { signUp: NewSignUp; client: Client; isMailed: boolean },
  now: Date,
): Promise<SignUpId> {
  const [older] = await listSignUps(tx, { email: signUp.email, client })
  if (!older?.isOwn) return insertSignUp(tx, signUp, now)
  // Without a new link the older one stays: it may be the only one in the mailbox.
  if (isMailed) await voidLinksOfSignUp(tx, older.id, now)
  await replaceSignUp(tx, { ...signUp, id: older.id }, now)
  return older.id
}
