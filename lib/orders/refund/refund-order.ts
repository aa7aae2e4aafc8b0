import "server-only"
import type { DbOrTx } from "@/db/client"
import { type BoughtLine, lockBoughtLines } from "@/db/queries/order-lines"
import { lockOrderByNumber, type OrderRow } from "@/db/queries/orders"
import { isOrderDisputed } from "@/db/queries/taken-back"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { type RefundedLines, refundLines } from "./refund-lines"
import { type RefundOutcome, sendRefund } from "./send-refund"

type RefundOrderOptions = {
  readonly number: number
  /** Positions of lines, from 1; empty for all lines that are not activated. */
  readonly positions: readonly number[]
}

export type OrderRefund = {
  readonly stornoName: string
  readonly refundBani: number
  readonly sent: RefundOutcome
}

type LineRefusal =
  | "no-such-line"
  /** A chosen line was activated: only the customer can withdraw from it. */
  | "activated"
  /** Every chosen line was refunded before. */
  | "nothing"
  /** The bank has taken the money back, or may: `undoOrder` sends none. */
  | "disputed"

export type RefundRefusal = "not-found" | "not-paid" | LineRefusal

/** The operator refunds lines of a paid order that are not activated. */
export async function refundOrder(
  app: App,
  { number, positions }: RefundOrderOptions,
): Promise<Result<OrderRefund, RefundRefusal>> {
  const now = app.now()
  const refunded = await app.db.transaction(async (tx) => {
    const order = await lockOrderByNumber(tx, number)
    if (!order) return refuse("not-found")
    if (!order.paidAt) return refuse("not-paid")
    if (await isOrderDisputed(tx, order.id)) return refuse("disputed")
    const lines = linesToRefund(await lockBoughtLines(tx, order.id), positions)
    if (!lines.ok) return lines
    const refunds = lines.value.map((line) => ({ line, refundBani: line.priceBani, note: "" }))
    const result = await refundLines(app, tx, { order, refunds, reason: "operator" })
    const detail = { order: String(number), storno: result.stornoName }
    const { customerId } = order
    await recordEvent(tx, { kind: "order-refunded", customerId, client: operator(app), detail }, now)
    await mailCustomer(tx, { ...result, order, lines: lines.value }, now)
    return ok(result)
  })
  if (!refunded.ok) return refunded
  const { refundId, stornoName, refundBani } = refunded.value
  return ok({ stornoName, refundBani, sent: await sendRefund(app, refundId) })
}

function linesToRefund(
  lines: readonly BoughtLine[],
  positions: readonly number[],
): Result<BoughtLine[], LineRefusal> {
  if (positions.some((position) => !lines[position - 1])) return refuse("no-such-line")
  const chosen = lines.filter((_, at) => positions.length === 0 || positions.includes(at + 1))
  const open = chosen.filter(({ status }) => status !== "refunded")
  if (open.some(({ status }) => status === "active") && positions.length > 0) return refuse("activated")
  const ready = open.filter(({ status }) => status === "ready")
  if (ready.length > 0) return ok(ready)
  return refuse(open.length > 0 ? "activated" : "nothing")
}

type MailOptions = RefundedLines & { readonly order: OrderRow; readonly lines: readonly BoughtLine[] }

/** An order whose customer closed the account gets no mail. */
async function mailCustomer(tx: DbOrTx, refund: MailOptions, now: Date): Promise<void> {
  const { stornoId, stornoName: storno, refundBani, elsewhereBani } = refund
  const { id: orderId, number, customerId } = refund.order
  if (!customerId) return
  const items = refund.lines.map(({ packageName, months, cardName, priceBani }) => {
    return { packageName, months, cardName, priceBani }
  })
  const props = { orderId, number, refundBani, elsewhereBani, storno, items, invoiceIds: [stornoId] }
  const dedupeKey = `order-refunded:${stornoId}`
  await enqueueMailTo(tx, { kind: "order-refunded", props, customerId, dedupeKey }, now)
}
