import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"

/** Sends what the request put in the outbox, once its answer is out. What fails here waits for the scheduled sweep. */
export function deliverMailAfterResponse(): void {
  after(() => deliverOutbox(app(), { budgetMs: 20_000 }))
}
