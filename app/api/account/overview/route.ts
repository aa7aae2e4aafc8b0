import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import { parsePage } from "@/lib/domain/pages"
import { queryNames } from "@/lib/paths"
import { accountPage } from "@/lib/subscriptions/account-page"

/** The data of one page of `/cont` as JSON, for the open page's polling. 401 when the session has ended. */
export async function GET(request: Request): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const page = parsePage(new URL(request.url).searchParams.get(queryNames.page))
  const overview = await accountPage(app(), { customerId: customer.id, page })
  const states = overview.cards.flatMap(({ packages }) => packages.map(({ state }) => state.kind))
  // The customer waits for an activation: commands that are due again are sent now, not by the next job.
  if (states.includes("activating")) deliverCommandsAfterResponse()
  return Response.json(overview)
}
