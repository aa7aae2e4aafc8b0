import { currentCustomer } from "@/app/_server/customer"
import { app } from "@/lib/app-context"
import { accountOverview } from "@/lib/subscriptions/account-overview"

/** What `/cont` shows, for a page that stays open. 401 once the session is over. */
export async function GET(): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  return Response.json(await accountOverview(app(), customer.id))
}
