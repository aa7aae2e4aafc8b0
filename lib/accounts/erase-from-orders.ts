import "server-only"
import type { DbOrTx } from "@/db/client"
import { forgetCardNames } from "@/db/queries/order-lines"
import { deleteUnpaidOrders } from "@/db/queries/unpaid-orders"
import { listWithdrawals, setWithdrawalContent } from "@/db/queries/withdrawals"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { withoutPerson } from "@/lib/domain/money/withdrawal-declaration"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

/** More unpaid orders than an account can make in the days before they are erased anyway. */
const all = 100_000

/**
 * Erases what an account's orders say about the person and the law does not ask for: orders that were never
 * paid with their billing data, the holder's own names of cards, and name and address in declarations of
 * withdrawal. Money that still comes must find its order: one whose payment page was open within a day stays
 * until the clean-up erases it, one whose transfer was given up for `givenUpTransferDays`. Paid orders keep
 * their billing data, which stand on the invoice too. Call it after the open orders are cancelled and before
 * the customer is deleted.
 */
export async function eraseFromOrders(tx: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await deleteUnpaidOrders(tx, { customerId, pagesOverSince: later(now, -dayMs) }, { now, limit: all })
  await forgetCardNames(tx, customerId)
  for (const { id, content } of await listWithdrawals(tx, customerId))
    await setWithdrawalContent(tx, id, withoutPerson(content))
}
