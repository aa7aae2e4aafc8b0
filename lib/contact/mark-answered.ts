import "server-only"
import { lockContactRequest, markAnswered } from "@/db/queries/contact-requests"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"

/** Ends the 30 days of a message that the operator's people have answered. */
export async function markContactAnswered(
  app: App,
  number: number,
): Promise<Result<undefined, "not-found" | "answered">> {
  const client = operator(app)
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const request = await lockContactRequest(tx, number)
    if (!request) return refuse("not-found")
    if (request.answeredAt) return refuse("answered")
    await markAnswered(tx, number, now)
    const detail = { request: String(number) }
    await recordEvent(tx, { kind: "contact-answered", customerId: request.customerId, client, detail }, now)
    return ok()
  })
}
