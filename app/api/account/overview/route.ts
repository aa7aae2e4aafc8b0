import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import { parsePage } from "@/lib/domain/pages"
import { queryNames } from "@/lib/paths"
import { accountPage } from "@/lib/subscriptions/account-page"

/** Whether one page of `/cont` is still current, for the open page. 401 when the session has ended. */
export async function GET(request: Request): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const asked = new URL(request.url).searchParams
  const page = parsePage(asked.get(queryNames.page))
  const search = (asked.get(queryNames.search) ?? "").trim().slice(0, 60)
  const { watched } = await accountPage(app(), { customerId: customer.id, page, search })
  // The customer waits for an activation: commands that are due again are sent now, not by the next job.
  if (watched.isPending) deliverCommandsAfterResponse()
  return Response.json(watched)
}
