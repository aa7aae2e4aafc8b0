import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { queuedMails } from "@/lib/outbox/queued-mails"
import { singleFlight } from "@/lib/runtime/single-flight"

/** One run at a time in a process, however many requests ask for it. */
export const deliverMail = singleFlight("mail", () => deliverOutbox(app(), { budgetMs: 20_000 }))

/**
 * Sends the mails of this request after the response. A request that enqueued none starts nothing: strangers
 * cannot start runs by failing. The scheduled run retries what fails.
 */
export function deliverMailAfterResponse(): void {
  const queued = queuedMails()
  after(async () => {
    if (queued.hasQueued) await deliverMail()
  })
}
