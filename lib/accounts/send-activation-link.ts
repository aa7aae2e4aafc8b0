import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertToken } from "@/db/queries/one-time-tokens"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { activationLifetimeHours, hourMs, later } from "@/lib/domain/time/lifetimes"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"

type MailedSignUp = {
  readonly id: SignUpId
  readonly email: EmailAddress
  readonly fullName: string
  readonly phone: string
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
