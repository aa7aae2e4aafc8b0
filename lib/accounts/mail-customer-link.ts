import "server-only"
import { lockCustomerByEmail } from "@/db/queries/customers"
import { insertToken } from "@/db/queries/one-time-tokens"
import type { App } from "@/lib/app"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { budgetOf } from "@/lib/limits/budgets"
import { hitLimits } from "@/lib/limits/hit-limits"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

type CustomerLink = {
  readonly kind: "password-reset" | "sign-in-link"
  readonly email: EmailAddress
  readonly lifetimeMinutes: number
}

/**
 * Mails a link to the customer with this address, at most one in the interval of its budget; older links live
 * on. The caller learns nothing: a stranger must get the same answer for every address. The budget belongs to
 * the customer, and a mail that was not sent spends nothing of it.
 */
export function mailCustomerLink(app: App, { kind, email, lifetimeMinutes }: CustomerLink): Promise<void> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const customer = await lockCustomerByEmail(tx, email)
    if (!customer || (await hitLimits({ ...app, db: tx }, [budgetOf(kind, customer.id)]))) return
    const { id: customerId } = customer
    const token = newLinkToken()
    const tokenHash = hashLinkToken(token)
    const expiresAt = later(now, lifetimeMinutes * minuteMs)
    await insertToken(tx, { kind, tokenHash, customerId, expiresAt }, now)
    const dedupeKey = `${kind}:${Buffer.from(tokenHash).toString("base64url")}`
    await enqueueMailTo(tx, { kind, props: { token }, customerId, dedupeKey, expiresAt }, now)
  })
}
