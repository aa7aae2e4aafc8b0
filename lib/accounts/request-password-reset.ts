import "server-only"
import { findCustomerByEmail } from "@/db/queries/customers"
import { insertToken, lockLinksTo, voidTokens } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { later, minuteMs, resetLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import type { TooMany } from "@/lib/limits/hit-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { limitMails } from "./mail-limit"

/**
 * Mails a reset link, valid for `resetLifetimeMinutes`, if the address has an account. The answer is the same
 * if it has none.
 */
export async function requestPasswordReset(
  app: App,
  { email, client }: { readonly email: EmailAddress; readonly client: Client },
): Promise<{ readonly ok: true } | TooMany> {
  const now = app.now()
  const limited = await limitMails(app.db, { address: email, client }, now)
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    await lockLinksTo(tx, email)
    const customer = await findCustomerByEmail(tx, email)
    if (!customer) return ok()
    const { id: customerId } = customer
    const token = newLinkToken()
    const tokenHash = hashLinkToken(token)
    const expiresAt = later(now, resetLifetimeMinutes * minuteMs)
    await voidTokens(tx, { customerId, kinds: ["password-reset"] }, now)
    await insertToken(tx, { kind: "password-reset", tokenHash, customerId, expiresAt }, now)
    const dedupeKey = `password-reset:${Buffer.from(tokenHash).toString("base64url")}`
    const mail = { kind: "password-reset" as const, props: { token }, customerId, dedupeKey, expiresAt }
    await enqueueMailTo(tx, mail, now)
    return ok()
  })
}
