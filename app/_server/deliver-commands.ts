import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"

/** Tells the gateway what the request asked of it, once its answer is out. What fails here waits for the scheduled job. */
export function deliverCommandsAfterResponse(): void {
  after(async () => {
    const { refused } = await deliverCommands(app(), { budgetMs: 20_000 })
    if (refused > 0) await deliverOutbox(app(), { budgetMs: 20_000 })
  })
}
