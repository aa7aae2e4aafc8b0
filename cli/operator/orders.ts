import type { App } from "@/lib/app"
import { formatLei } from "@/lib/domain/money/money"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { undoOrder } from "@/lib/orders/refund/undo-order"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runOrders(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, number, ...lines] = words
  const isNumber = (word: string | undefined) => /^[1-9]\d{0,8}$/.test(word ?? "")
  const act = verb === undefined ? undefined : { refund, undo }[verb]
  if (!act || !isNumber(number) || !lines.every(isNumber)) return "usage"
  return act(app, { number: Number(number), positions: lines.map(Number) })
}

type OrderLines = { readonly number: number; readonly positions: readonly number[] }

async function undo(app: App, lines: OrderLines): Promise<Refused> {
  const undone = await undoOrder(app, lines)
  if (!undone.ok) return refusals[undone.reason]
  print(`Undone with storno ${undone.value.stornoName}; no money is sent. The customer gets a mail.`)
  return undefined
}

async function refund(app: App, lines: OrderLines): Promise<Refused> {
  const refunded = await refundOrder(app, lines)
  if (!refunded.ok) return refusals[refunded.reason]
  const { stornoName, refundBani, sent } = refunded.value
  print(
    `${formatLei(refundBani)} refunded with storno ${stornoName}; the customer is mailed. ${outcomes[sent]}`,
  )
  return undefined
}

const refusals = {
  "not-found": "There is no order with that number. Nothing was changed.",
  "not-paid": "That order was not paid. Nothing was changed.",
  "no-such-line": "That order has no line with that number. Nothing was changed.",
  activated: "That line is activated: only the customer can withdraw from it. Nothing was changed.",
  disputed: "Its payment is disputed, so that no refund can be sent: undo the lines. Nothing was changed.",
  "not-taken-back": "The money is here: refund the lines instead. Nothing was changed.",
  nothing: "Those lines were refunded before. Nothing was changed.",
} as const

const outcomes = {
  succeeded: "The provider has sent the money.",
  pending: "The provider is sending the money; the payments job watches the refund.",
  failed: "The provider refused to send the money; the payments job retries.",
  unavailable: "The provider does not answer; the payments job retries.",
} as const
