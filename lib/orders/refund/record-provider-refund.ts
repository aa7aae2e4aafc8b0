import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertForeignRefund, listRefundsOf, updateRefund } from "@/db/queries/refunds"
import type { PaymentId } from "@/lib/domain/ids/brand"
import type { ProviderRefund } from "@/lib/payments/provider"

type PaymentRefund = { readonly paymentId: PaymentId; readonly refund: ProviderRefund }

/**
 * Stores a refund's state at the provider. One that is not stored yet was made in the provider's dashboard
 * and is inserted. The caller holds the lock of the payment.
 */
export async function recordProviderRefund(
  tx: DbOrTx,
  { paymentId, refund }: PaymentRefund,
  now: Date,
): Promise<void> {
  const { status, providerRefundId, failure, amount } = refund
  const stored = (await listRefundsOf(tx, [paymentId])).find(
    ({ id, providerRefundId: known }) =>
      id === refund.refundId || (providerRefundId && known === providerRefundId),
  )
  if (!stored) {
    await insertForeignRefund(tx, { paymentId, amount, status, providerRefundId, failure }, now)
    return
  }
  // The failure of an earlier attempt must not overwrite a later attempt.
  const isOlderAttempt =
    status === "failed" && stored.providerRefundId !== null && stored.providerRefundId !== providerRefundId
  if (stored.status !== status && !isOlderAttempt)
    await updateRefund(tx, { id: stored.id, status, providerRefundId, failure }, now)
}
