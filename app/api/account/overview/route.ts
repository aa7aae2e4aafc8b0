import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import { accountOverview } from "@/lib/subscriptions/account-overview"

/** The data of `/cont` as JSON, for the open page's polling. 401 when the session has ended. */
export async function GET(): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const overview = await accountOverview(app(), customer.id)
  const states = overview.cards.flatMap(({ packages }) => packages.map(({ state }) => state.kind))
  // The customer waits for an activation: commands that are due again are sent now, not by the next job.
  if (states.includes("activating")) deliverCommandsAfterResponse()
  return Response.json(overview)
}
