import "server-only"
import { lockPayment } from "@/db/queries/payments"
import { findRefund } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { RefundId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type RefundOutcome, sendRefund } from "./send-refund"

/** The operator retries a failed refund at once, without waiting for its next attempt. */
export async function retryRefund(
  app: App,
  id: RefundId,
): Promise<Result<RefundOutcome, "not-found" | "not-failed">> {
  const refund = await findRefund(app.db, id)
  if (!refund) return refuse("not-found")
  if (refund.status !== "failed") return refuse("not-failed")
  await app.db.transaction(async (tx) => {
    const customerId = (await lockPayment(tx, refund.paymentId))?.order.customerId ?? null
    const event = { kind: "refund-retried", customerId, detail: { refund: id } } as const
    await recordEvent(tx, { ...event, client: operator(app) }, app.now())
  })
  return ok(await sendRefund(app, id))
}
