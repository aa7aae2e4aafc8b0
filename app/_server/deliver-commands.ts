import "server-only"
import { after } from "next/server"
import { app } from "@/lib/app-context"
import { singleFlight } from "@/lib/runtime/single-flight"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { deliverMail } from "./deliver-mail"

const deliver = singleFlight("commands", async () => {
  const { refused, takenBack } = await deliverCommands(app(), { budgetMs: 20_000 })
  if (refused + takenBack > 0) await deliverMail()
})

/**
 * After the response is sent: sends the due gateway commands, one run at a time in a process. The scheduled
 * job retries what fails here.
 */
export function deliverCommandsAfterResponse(): void {
  after(deliver)
}
