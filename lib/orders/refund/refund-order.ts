import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { lockOrder } from "@/db/queries/orders"
import { type BoughtLine, findOrderByNumber, lockBoughtLines } from "@/db/queries/refund-lines"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { type RefundedLines, refundLines } from "./refund-lines"
import { pushRefund } from "./settle-refunds"

export type OrderRefund = {
  readonly stornoName: string
  readonly refundBani: number
  readonly sent: Awaited<ReturnType<typeof pushRefund>>
}

export type RefundRefusal = "not-found" | "not-paid" | "no-such-line" | "activated" | "nothing"

type Told = RefundedLines & {
  readonly order: { readonly id: OrderId; readonly number: number }
  readonly customerId: CustomerId
  readonly lines: readonly BoughtLine[]
}

/**
 * The operator refunds what was paid and not activated of an order: all of it, or the lines at these positions (from 1). Refused where a
 * line was activated (`activated`: withdrawal is the customer's way) or nothing is left (`nothing`).
 */
export async function refundOrder(
  app: App,
  { number, positions }: { readonly number: number; readonly positions: readonly number[] },
): Promise<Result<OrderRefund, RefundRefusal>> {
  const now = app.now()
  const undone = await app.db.transaction(async (tx) => {
    const id = await findOrderByNumber(tx, number)
    const order = id && (await lockOrder(tx, id))
    if (!order) return refuse("not-found")
    if (!order.paidAt) return refuse("not-paid")
    const waiting = linesToRefund(await lockBoughtLines(tx, order.id), positions)
    if (!waiting.ok) return waiting
    const refunds = waiting.value.map((line) => ({ line, refundBani: line.priceBani, note: "" }))
    const result = await refundLines(tx, { order, refunds, reason: "operator" }, now)
    const detail = { order: String(number), storno: result.stornoName }
    const { customerId } = order
    await recordEvent(tx, { kind: "order-refunded", customerId, client: operator, detail }, now)
    if (customerId) await tellCustomer(tx, { ...result, order, customerId, lines: waiting.value }, now)
    return ok(result)
  })
  if (!undone.ok) return undone
  const { refundId, stornoName, refundBani } = undone.value
  return ok({ stornoName, refundBani, sent: await pushRefund(app, refundId) })
}

function linesToRefund(
  lines: readonly BoughtLine[],
  positions: readonly number[],
): Result<BoughtLine[], "no-such-line" | "activated" | "nothing"> {
  if (positions.some((position) => !lines[position - 1])) return refuse("no-such-line")
  const wanted = lines.filter((_, at) => positions.length === 0 || positions.includes(at + 1))
  const open = wanted.filter(({ status }) => status !== "refunded")
  if (open.some(({ status }) => status === "active") && positions.length > 0) return refuse("activated")
  const waiting = open.filter(({ status }) => status === "ready")
  if (waiting.length > 0) return ok(waiting)
  return refuse(open.length > 0 ? "activated" : "nothing")
}

async function tellCustomer(tx: DbOrTx, refund: Told, now: Date): Promise<void> {
  const { order, customerId, stornoId, stornoName: storno, refundBani } = refund
  const { email, fullName } = await getProfile(tx, customerId)
  const items = refund.lines.map(({ packageName, months, cardName, priceBani }) => {
    return { packageName, months, cardName, priceBani }
  })
  const { id: orderId, number } = order
  const props = { fullName, orderId, number, refundBani, storno, items, invoiceIds: [stornoId] }
  const dedupeKey = `order-refunded:${stornoId}`
  await enqueueMail(tx, { kind: "order-refunded", props, recipient: email, customerId, dedupeKey }, now)
}
