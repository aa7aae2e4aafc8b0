import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertToken, lockLinksTo, voidActivationTokens } from "@/db/queries/one-time-tokens"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { activationLifetimeHours, hourMs, later } from "@/lib/domain/time/lifetimes"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"

/** Voids every older activation link of the address and mails a new one for this sign-up. */
export async function sendActivationLink(
  tx: DbOrTx,
  signUp: { readonly id: SignUpId; readonly email: EmailAddress; readonly fullName: string },
  now: Date,
): Promise<void> {
  const token = newLinkToken()
  const tokenHash = hashLinkToken(token)
  const expiresAt = later(now, activationLifetimeHours * hourMs)
  await lockLinksTo(tx, signUp.email)
  await voidActivationTokens(tx, signUp.email, now)
  await insertToken(tx, { kind: "activation", tokenHash, signUpId: signUp.id, expiresAt }, now)
  const dedupeKey = `activation:${Buffer.from(tokenHash).toString("base64url")}`
  const props = { fullName: signUp.fullName, token }
  await enqueueMail(tx, { kind: "activation", props, recipient: signUp.email, dedupeKey, expiresAt }, now)
}
