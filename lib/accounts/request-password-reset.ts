import "server-only"
import { findCustomerByEmail } from "@/db/queries/customers"
import { insertToken, voidResetTokens } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/brand"
import { later, minuteMs, resetLifetimeMinutes } from "@/lib/domain/lifetimes"
import { enqueueMail } from "@/lib/mail/enqueue-mail"
import { mayBeMailed } from "./mail-limit"

/** Mails a reset link, 60 minutes, when the address has an account; says nothing about whether it does. */
export async function requestPasswordReset(app: App, email: EmailAddress): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const allowed = await mayBeMailed(tx, email, now)
    const customer = await findCustomerByEmail(tx, email)
    if (!allowed || !customer) return
    const { id: customerId, fullName } = customer
    const token = newLinkToken()
    const tokenHash = hashLinkToken(token)
    const expiresAt = later(now, resetLifetimeMinutes * minuteMs)
    await voidResetTokens(tx, customerId, now)
    await insertToken(tx, { kind: "password-reset", tokenHash, customerId, expiresAt }, now)
    const dedupeKey = `password-reset:${Buffer.from(tokenHash).toString("base64url")}`
    const props = { fullName, token }
    await enqueueMail(
      tx,
      { kind: "password-reset", props, recipient: email, customerId, dedupeKey, expiresAt },
      now,
    )
  })
}
