import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"
import { subscriptionView } from "@/lib/subscriptions/subscription-view"

type Context = { readonly params: Promise<{ id: string }> }

/** What an open activation page asks about. 401 without a session, 404 for another's. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const { id } = await params
  const bought = isUuid(id)
    ? await subscriptionView(app(), { customerId: customer.id, id: id as SubscriptionId })
    : null
  if (!bought) return Response.json({ error: "not found" }, { status: 404 })
  // Somebody waits for it: what the gateway did not answer is sent again as soon as it is due.
  if (bought.watched.isPending) deliverCommandsAfterResponse()
  return Response.json(bought.watched)
}
