import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertToken } from "@/db/queries/one-time-tokens"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import { activationLifetimeHours, hourMs, later } from "@/lib/domain/time/lifetimes"
import type { Limit } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"

type MailedSignUp = {
  readonly id: SignUpId
  readonly email: EmailAddress
  readonly fullName: string
  readonly phone: string
}

/**
 * The limit of the first mails of sign-ups in one mailbox. Spellings with a plus have one of their own, so
 * that who invents them spends nothing of the mailbox's plain address.
 */
export function signUpMails(email: EmailAddress): Limit {
  const isPlus = email.includes("+")
  return limitOf("sign-up", isPlus ? `${mailboxKey(email)} +` : mailboxKey(email))
}

/**
 * Mails a new activation link of this sign-up. It voids no other link: whether the older ones of the same
 * sign-up become void depends on what the caller knows of the person who asks.
 */
export async function sendActivationLink(tx: DbOrTx, signUp: MailedSignUp, now: Date): Promise<void> {
  const { id, email: recipient, fullName, phone } = signUp
  const token = newLinkToken()
  const tokenHash = hashLinkToken(token)
  const expiresAt = later(now, activationLifetimeHours * hourMs)
  await insertToken(tx, { kind: "activation", tokenHash, signUpId: id, expiresAt }, now)
  const dedupeKey = `activation:${Buffer.from(tokenHash).toString("base64url")}`
  const props = { fullName, phone, token }
  await enqueueMail(tx, { kind: "activation", props, recipient, dedupeKey, expiresAt }, now)
}
