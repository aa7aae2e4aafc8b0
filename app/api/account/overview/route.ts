import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import { accountOverview } from "@/lib/subscriptions/account-overview"

/** What `/cont` shows, for a page that stays open. 401 once the session is over. */
export async function GET(): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const overview = await accountOverview(app(), customer.id)
  const states = overview.cards.flatMap(({ packages }) => packages.map(({ state }) => state.kind))
  // Somebody waits for it: what the gateway did not answer is sent again as soon as it is due.
  if (states.includes("activating")) deliverCommandsAfterResponse()
  return Response.json(overview)
}
