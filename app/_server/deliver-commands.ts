import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"

/** After the response is sent: sends the due gateway commands. The scheduled job retries what fails here. */
export function deliverCommandsAfterResponse(): void {
  after(async () => {
    const { refused } = await deliverCommands(app(), { budgetMs: 20_000 })
    if (refused > 0) await deliverOutbox(app(), { budgetMs: 20_000 })
  })
}
