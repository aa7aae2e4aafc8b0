import { currentCustomer } from "@/app/_server/customer"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { app } from "@/lib/app-context"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { watchSubscription } from "@/lib/subscriptions/watch-subscription"

type Context = { readonly params: Promise<{ id: string }> }

/** The state of the customer's own subscription, polled by its page; 401 without a session, 404 otherwise. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const id = parseId<SubscriptionId>((await params).id)
  const watched = id && (await watchSubscription(app(), { customerId: customer.id, id }))
  if (!watched) return Response.json({ error: "not found" }, { status: 404 })
  // A customer is waiting: due commands are sent again at once.
  if (watched.isPending) deliverCommandsAfterResponse()
  return Response.json(watched)
}
