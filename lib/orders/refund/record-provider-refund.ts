import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertForeignRefund, listRefundsOf, updateRefund } from "@/db/queries/refunds"
import type { PaymentId } from "@/lib/domain/ids/brand"
import type { ProviderRefund } from "@/lib/payments/provider"

type PaymentRefund = { readonly paymentId: PaymentId; readonly refund: ProviderRefund }

/**
 * Stores a refund's state as the provider lists it. One that is not stored yet was made in the provider's
 * dashboard and is inserted. The caller holds the lock of the payment.
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
    await updateRefund(tx, { stored, to: { status, providerRefundId, failure } }, now)
}

type Answer = { readonly paymentId: PaymentId; readonly sent: ProviderRefund }

/**
 * Stores the answer to a new attempt, also one that the provider refused. The caller holds the lock of the
 * payment.
 */
export async function recordAttempt(tx: DbOrTx, { paymentId, sent }: Answer, now: Date): Promise<void> {
  const stored = (await listRefundsOf(tx, [paymentId])).find(({ id }) => id === sent.refundId)
  if (!stored) throw new Error("The refund is missing")
  const { status, providerRefundId, failure } = sent
  // The provider's webhook was faster, and has a newer state.
  if (providerRefundId !== null && stored.providerRefundId === providerRefundId) return
  const known = providerRefundId ?? stored.providerRefundId
  await updateRefund(tx, { stored, to: { status, providerRefundId: known, failure } }, now)
}
