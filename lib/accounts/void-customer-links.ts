import "server-only"
import type { DbOrTx } from "@/db/client"
import { voidTokens } from "@/db/queries/one-time-tokens"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { budgetOf } from "@/lib/limits/budgets"
import { forgetLimit } from "@/lib/limits/hit-limits"

/**
 * Voids every open link of the customer, after a new password or address. The next link is mailed at once:
 * otherwise the customer would wait for the interval of a link that is void.
 */
export async function voidCustomerLinks(tx: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await voidTokens(tx, { customerId, kinds: ["password-reset", "sign-in-link", "email-change"] }, now)
  await forgetLimit(tx, budgetOf("password-reset", customerId))
  await forgetLimit(tx, budgetOf("sign-in-link", customerId))
}
