import type { App } from "@/lib/app"
import { formatLei } from "@/lib/domain/money/money"
import { parseDay } from "@/lib/domain/time/civil-date"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { undoOrder } from "@/lib/orders/refund/undo-order"
import {
  type EnteredWithdrawal,
  type EnterRefusal,
  enterWithdrawal,
} from "@/lib/orders/withdrawal/enter-withdrawal"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runOrders(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, number, ...more] = words
  if (verb === undefined || !isNumber(number)) return "usage"
  if (verb === "withdraw") return withdraw(app, Number(number), more)
  const act = { refund, undo }[verb]
  if (!act || !more.every(isNumber)) return "usage"
  return act(app, { number: Number(number), positions: more.map(Number) })
}

const isNumber = (word: string | undefined) => /^[1-9]\d{0,8}$/.test(word ?? "")

type OrderLines = { readonly number: number; readonly positions: readonly number[] }

/** The last word is the day that `--notified` names. */
async function withdraw(app: App, number: number, words: readonly string[]): Promise<Refused> {
  const [lines, day] = [words.slice(0, -1), words.at(-1)]
  if (day === undefined || isNumber(day) || !lines.every(isNumber)) return "usage"
  const notifiedOn = parseDay(day)
  if (!notifiedOn) return "That is no day. Write it as 2026-12-24. Nothing was changed."
  const entered = await enterWithdrawal(app, { number, positions: lines.map(Number), notifiedOn })
  if (!entered.ok) return withdrawalRefusals[entered.reason]
  const { left } = await deliverCommands(app)
  printWithdrawal(entered.value)
  if (left > 0) print(`${left} commands are pending: the entitlements job sends them.`)
  return undefined
}

function printWithdrawal(made: EnteredWithdrawal): void {
  const { number, refundBani, stornoName, sent, content, email, released, startedLater } = made
  const mailed = email
    ? `${email} is mailed.`
    : "The account is closed and has no address: send this text, with number and day, by letter."
  print(
    `Withdrawal ${number} is entered: ${formatLei(refundBani)} with storno ${stornoName}. ${outcomes[sent]} ${mailed}`,
    ...content.split("\n"),
    ...startedLater.map((text) => `started after that day, so nothing of it is paid: ${text}`),
    ...released.map((text) => `waited behind it and can be started now: ${text}`),
  )
}

const withdrawalRefusals = {
  "not-found": "There is no order with that number. Nothing was changed.",
  "not-paid": "That order was not paid: there is nothing to give back. Nothing was changed.",
  future:
    "That day has not come yet. Give the day on which the customer wrote or called. Nothing was changed.",
  "before-order": "The order was made after that day. Nothing was changed.",
  "too-late": "The withdrawal period had ended before that day. Nothing was changed.",
  disputed: "Its payment is disputed, so that no refund can be sent: undo the lines. Nothing was changed.",
  "no-such-line": "That order has no line with that number. Nothing was changed.",
  nothing: "All of that order was withdrawn from or refunded before. Nothing was changed.",
  "given-back": "One of those lines was withdrawn from or refunded before. Nothing was changed.",
  partly:
    "A part of that order was withdrawn from or refunded before: name the lines that the customer means. Nothing was changed.",
} as const satisfies Record<EnterRefusal, string>

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
  activated:
    "That line is activated: the customer can withdraw from it, or `orders withdraw` for them. Nothing was changed.",
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
