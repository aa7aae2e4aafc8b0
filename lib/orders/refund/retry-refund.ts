import "server-only"
import { findRefund } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
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
  return refund.status === "failed" ? ok(await sendRefund(app, id)) : refuse("not-failed")
}
