import { currentCustomer } from "@/app/_server/customer"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"
import { orderView } from "@/lib/orders/order-view"

/** What became of an order, for a page that stays open. 401 once the session is over, 404 for another's. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const { id } = await params
  const order = isUuid(id)
    ? await orderView(app(), { customerId: customer.id, orderId: id as OrderId })
    : null
  if (!order) return Response.json({ error: "not found" }, { status: 404 })
  return Response.json(order.watched)
}
