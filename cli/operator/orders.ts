import type { App } from "@/lib/app"
import { formatLei } from "@/lib/domain/money/money"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import type { Refused } from "./refused"

export async function runOrders(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, number, ...lines] = words
  const isNumber = (word: string | undefined) => /^[1-9]\d{0,8}$/.test(word ?? "")
  if (verb !== "refund" || !isNumber(number) || !lines.every(isNumber)) return "usage"
  const refunded = await refundOrder(app, { number: Number(number), positions: lines.map(Number) })
  if (!refunded.ok) return refusals[refunded.reason]
  const { stornoName, refundBani, sent } = refunded.value
  console.log(`${formatLei(refundBani)} taken back by ${stornoName}; the customer is told. ${outcomes[sent]}`)
  return undefined
}

const refusals = {
  "not-found": "There is no order with that number. Nothing was changed.",
  "not-paid": "That order was not paid. Nothing was changed.",
  "no-such-line": "The order has no such line. Nothing was changed.",
  activated: "That was activated: the customer can withdraw from it. Nothing was changed.",
  nothing: "All of that was refunded before. Nothing was changed.",
} as const

const outcomes = {
  succeeded: "The money is on its way.",
  pending: "The provider is sending the money; the payments job watches it.",
  failed: "The provider refused to send the money: the payments job goes on trying.",
  away: "The provider does not answer: the payments job goes on with it.",
} as const
