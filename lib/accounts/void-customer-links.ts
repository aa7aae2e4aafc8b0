import "server-only"
import { voidTokens } from "@/db/queries/one-time-tokens"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { budgetOf } from "@/lib/limits/budgets"
import { forgetLimit, type LimitApp } from "@/lib/limits/hit-limits"

/**
 * Voids every open link of the customer, after a new password or address. The next link is mailed at once:
 * otherwise the customer would wait for the interval of a link that is void.
 */
export async function voidCustomerLinks(app: LimitApp, customerId: CustomerId): Promise<void> {
  const kinds = ["password-reset", "sign-in-link", "email-change"] as const
  await voidTokens(app.db, { customerId, kinds }, app.now())
  await forgetLimit(app, budgetOf("password-reset", customerId))
  await forgetLimit(app, budgetOf("sign-in-link", customerId))
}
