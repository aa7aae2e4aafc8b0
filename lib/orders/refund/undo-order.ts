import "server-only"
import type { DbOrTx } from "@/db/client"
import { type BoughtLine, lockBoughtLines } from "@/db/queries/order-lines"
import { lockOrderByNumber, type OrderRow } from "@/db/queries/orders"
import { isMoneyTakenBack } from "@/db/queries/taken-back"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { type RefundedLines, refundLines } from "./refund-lines"

type UndoOrderOptions = {
  readonly number: number
  /** Positions of lines, from 1; empty for all lines that are not undone. */
  readonly positions: readonly number[]
}

export type UndoRefusal =
  | "not-found"
  | "not-paid"
  | "no-such-line"
  | "nothing"
  /** The money is with the seller: `refundOrder` or the customer's withdrawal sends it back. */
  | "not-taken-back"

/**
 * The operator undoes lines of an order whose money the bank took back, or a person sent back in the
 * provider's dashboard: revokes them, also activated ones, and issues the storno. No money is sent.
 */
export async function undoOrder(
  app: App,
  { number, positions }: UndoOrderOptions,
): Promise<Result<{ readonly stornoName: string }, UndoRefusal>> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrderByNumber(tx, number)
    if (!order) return refuse("not-found")
    if (!order.paidAt) return refuse("not-paid")
    const lines = await lockBoughtLines(tx, order.id)
    if (positions.some((position) => !lines[position - 1])) return refuse("no-such-line")
    const open = lines
      .filter((_, at) => positions.length === 0 || positions.includes(at + 1))
      .filter(({ status }) => status !== "refunded")
    if (open.length === 0) return refuse("nothing")
    if (!(await isMoneyTakenBack(tx, order.id))) return refuse("not-taken-back")
    const refunds = open.map((line) => ({ line, refundBani: line.priceBani, note: "" }))
    const undone = await refundLines(app, tx, { order, refunds, reason: "operator", isWithoutMoney: true })
    const { customerId } = order
    const detail = { order: String(number), storno: undone.stornoName }
    await recordEvent(tx, { kind: "order-undone", customerId, client: operator(app), detail }, now)
    await mailCustomer(tx, { ...undone, order, lines: open }, now)
    return ok({ stornoName: undone.stornoName })
  })
}

type MailOptions = RefundedLines & { readonly order: OrderRow; readonly lines: readonly BoughtLine[] }

/** An order whose customer closed the account gets no mail. */
async function mailCustomer(tx: DbOrTx, undone: MailOptions, now: Date): Promise<void> {
  const { stornoId, stornoName: storno } = undone
  const { id: orderId, number, customerId } = undone.order
  if (!customerId) return
  const items = undone.lines.map(({ packageName, months, cardName, priceBani }) => {
    return { packageName, months, cardName, priceBani }
  })
  const props = { orderId, number, storno, items, invoiceIds: [stornoId] }
  const dedupeKey = `order-undone:${stornoId}`
  await enqueueMailTo(tx, { kind: "order-undone", props, customerId, dedupeKey }, now)
}
