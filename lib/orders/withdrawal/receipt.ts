import "server-only"
import { listRefundsOfOrder } from "@/db/queries/refunds"
import { findOwnWithdrawal, listReadyAfterWithdrawal } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import type { CustomerId, WithdrawalId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { formatInstant } from "@/lib/domain/time/civil-date"

/** The acknowledgement of the customer's own withdrawal; null for one of another customer. */
export async function withdrawalReceipt(
  app: App,
  { customerId, id }: { readonly customerId: CustomerId; readonly id: WithdrawalId },
) {
  const found = await findOwnWithdrawal(app.db, id, customerId)
  if (!found) return null
  const { number, createdAt, content, refundBani, orderId, stornoId } = found
  const refunds = await listRefundsOfOrder(app.db, orderId)
  const ready = await listReadyAfterWithdrawal(app.db, { stornoId, customerId })
  return {
    elsewhereBani: refunds.find((one) => one.stornoId === stornoId)?.elsewhereAmount ?? 0,
    ...{ number, at: formatInstant(createdAt), content, refundBani, orderId, stornoId },
    /** Packages on the same cards that a click can start now. */
    ready: ready.map(({ id, packageName, serial }) => ({ id, packageName, lastFour: lastFour(serial) })),
  }
}
