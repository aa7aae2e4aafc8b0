import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"

/**
 * Runs `deliverOutbox` after the response, so that the mails of this request are sent at once. The scheduled
 * run retries what fails.
 */
export function deliverMailAfterResponse(): void {
  after(() => deliverOutbox(app(), { budgetMs: 20_000 }))
}
