import "server-only"
import type { DbOrTx } from "@/db/client"
import { findCustomerByEmail, getProfile } from "@/db/queries/customers"
import { insertToken, voidTokens } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { maskEmailAddress } from "@/lib/domain/people/email-address"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { dayMs, emailChangeLifetimeMinutes, later, minuteMs, strangerDays } from "@/lib/domain/time/lifetimes"
import type { TooMany } from "@/lib/limits/hit-limits"
import { limitUnsolicited, type MailsPaused } from "@/lib/limits/limit-unsolicited"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMail, enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { confirmPassword, isStillPassword } from "./confirm-password"
import { type RenewedSession, renewSession } from "./renew-session"

type RequestEmailChangeOptions = RenewedSession & {
  readonly password: string
  readonly newEmail: EmailAddress
}

/**
 * Mails a link to the new address, valid for `emailChangeLifetimeMinutes`, and a notice to the old one, which
 * stays until the link is confirmed. Renews the session. If the new address has an account, its owner gets a
 * mail that says so instead of the link; the caller gets the same answer in both cases.
 */
export async function requestEmailChange(
  app: App,
  { password, newEmail, ...session }: RequestEmailChangeOptions,
): Promise<
  Result<undefined, "wrong-password" | "session-over" | "same-address" | "busy"> | TooMany | MailsPaused
> {
  const { customerId, client } = session
  const profile = await getProfile(app.db, customerId)
  if (profile.email === newEmail) return refuse("same-address")
  const confirmed = await confirmPassword(app, { ...session, password })
  if (!confirmed.ok) return confirmed
  // Strangers make new accounts to spend what the mailbox may get; customers of a week do not wait for it.
  const isNew = profile.createdAt > later(app.now(), -strangerDays * dayMs)
  const ofMailbox = isNew ? [limitOf("email-change-to", mailboxKey(newEmail))] : []
  const limits = [limitOf("email-change", customerId), ...ofMailbox]
  const limited = await limitUnsolicited(app, limits)
  if (limited) return limited
  const now = app.now()

  return app.db.transaction(async (tx) => {
    if (!(await isStillPassword(tx, customerId, confirmed.value))) return refuse("wrong-password")
    if (!(await renewSession(tx, session, now))) return refuse("session-over")
    await recordEvent(tx, { kind: "email-change-requested", customerId, client }, now)
    const { fullName } = profile
    const at = now.toISOString()
    const props = { newEmail: maskEmailAddress(newEmail), at }
    const dedupeKey = `email-change-requested:${customerId}:${at}`
    await enqueueMailTo(tx, { kind: "email-change-requested", props, customerId, dedupeKey }, now)
    // For a held address too: an earlier link that stays valid would tell that the address has an account.
    await voidTokens(tx, { customerId, kinds: ["email-change"] }, now)
    const holder = await findCustomerByEmail(tx, newEmail)
    if (holder) await mailHolder(tx, holder.id, now)
    else await sendLink(tx, { customerId, fullName, newEmail }, now)
    return ok()
  })
}

async function sendLink(
  tx: DbOrTx,
  { customerId, fullName, newEmail }: { customerId: CustomerId; fullName: string; newEmail: EmailAddress },
  now: Date,
) {
  const token = newLinkToken()
  const tokenHash = hashLinkToken(token)
  const expiresAt = later(now, emailChangeLifetimeMinutes * minuteMs)
  await insertToken(tx, { kind: "email-change", tokenHash, customerId, newEmail, expiresAt }, now)
  const dedupeKey = `email-change:${Buffer.from(tokenHash).toString("base64url")}`
  const props = { fullName, token }
  await enqueueMail(
    tx,
    { kind: "email-change", props, recipient: newEmail, customerId, dedupeKey, expiresAt },
    now,
  )
}

async function mailHolder(tx: DbOrTx, customerId: CustomerId, now: Date) {
  const dedupeKey = `account-exists:${customerId}:${now.toISOString()}`
  const props = { asked: "email-change" as const }
  await enqueueMailTo(tx, { kind: "account-exists", props, customerId, dedupeKey }, now)
}
