import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import type { RefundId } from "@/lib/domain/ids/brand"
import { pushRefund } from "@/lib/orders/refund/settle-refunds"

/** Sends the money on its way, once the answer is out. What fails here waits for the scheduled job. */
export function sendRefundAfterResponse(id: RefundId): void {
  after(() => pushRefund(app(), id))
}
