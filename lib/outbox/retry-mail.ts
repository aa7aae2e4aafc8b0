import "server-only"
import { forgetAlertsOf } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { lockCustomerAndMail } from "./lock-customer-and-mail"
import { retryAmbiguous } from "./retry-ambiguous"

type RetryRefusal =
  | "not-found"
  /** It neither failed nor is ambiguous, or its reminder was retried before. */
  | "not-dead"
  /** It failed and is no reminder: its content was erased, so that nothing can be sent again. */
  | "erased"

/**
 * The operator retries a failed or ambiguous mail. `resent`: an ambiguous mail is sent under a new key; the
 * customer may get it twice. `announced`: the next run of `sendExpiryAlerts` makes a new reminder.
 */
export async function retryMail(
  app: App,
  id: OutboxMailId,
): Promise<Result<"resent" | "announced", RetryRefusal>> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const mail = await lockCustomerAndMail(tx, id)
    if (!mail) return refuse("not-found")
    const { batchId, customerId } = mail
    const record = () =>
      recordEvent(tx, { kind: "mail-retried", customerId, client: operator(app), detail: { mail: id } }, now)
    if (mail.status === "ambiguous" && batchId) {
      await retryAmbiguous(tx, { id, batchId }, now)
      await record()
      return ok("resent")
    }
    if (mail.status !== "failed") return refuse("not-dead")
    if (mail.kind !== "expiry-alert") return refuse("erased")
    if ((await forgetAlertsOf(tx, id)) === 0) return refuse("not-dead")
    await record()
    return ok("announced")
  })
}
