import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import type { RefundId } from "@/lib/domain/ids/brand"
import { sendRefund } from "@/lib/orders/refund/send-refund"

/**
 * Sends the refund after the response, so that the customer does not wait for the provider. The job retries
 * it.
 */
export function sendRefundAfterResponse(id: RefundId): void {
  after(() => sendRefund(app(), id))
}
