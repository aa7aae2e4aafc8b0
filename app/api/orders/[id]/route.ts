import { currentCustomer } from "@/app/_server/customer"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { orderView } from "@/lib/orders/order-view"

/** The state of the customer's own order, polled by its page; 401 without a session, 404 otherwise. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const orderId = parseId<OrderId>((await params).id)
  const order = orderId && (await orderView(app(), { customerId: customer.id, orderId }))
  if (!order) return Response.json({ error: "not found" }, { status: 404 })
  return Response.json(order.watched)
}
