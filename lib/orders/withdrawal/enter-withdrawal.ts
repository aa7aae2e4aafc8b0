import "server-only"
import { type DbOrTx, TransactionConflict } from "@/db/client"
import { lockCustomer } from "@/db/queries/customers"
import { findOrderByNumber, lockOrder, type OrderRow } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import { operator } from "@/lib/audit/record-event"
import { declaredAt } from "@/lib/domain/money/withdrawal"
import { withdrawalLineText } from "@/lib/domain/money/withdrawal-declaration"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { type RefundOutcome, sendRefund } from "@/lib/orders/refund/send-refund"
import { type LockedLines, type LockRefusal, lockOpenLines } from "./lock-open-lines"
import { type MadeWithdrawal, makeWithdrawal } from "./make-withdrawal"
import type { OpenLine } from "./open-lines"

type EnterWithdrawalOptions = {
  readonly number: number
  /** Positions of lines, from 1; empty for the whole order, of which nothing was given back before. */
  readonly positions: readonly number[]
  /** The day on which the customer sent or said it. */
  readonly notifiedOn: CivilDate
}

export type EnteredWithdrawal = MadeWithdrawal & {
  /** Packages that were started after that day, in words: they are refunded whole. */
  readonly startedLater: readonly string[]
  readonly sent: RefundOutcome
}

type LineRefusal =
  | "no-such-line"
  /** Every line was given back before. */
  | "nothing"
  /** A chosen line was given back before. */
  | "given-back"
  /** No lines are chosen, and a part of the order was given back before: which lines are meant? */
  | "partly"

export type EnterRefusal = "not-found" | "not-paid" | "future" | "before-order" | LockRefusal | LineRefusal

/**
 * The operator enters a withdrawal that the customer declared by letter, telephone or message. It was in time
 * if it was sent in time (OUG 34/2014 art. 11 (3)), and what was used until that day is paid; the rest is as
 * in the account (`withdraw`). Also for a closed account, which gets no mail.
 */
export async function enterWithdrawal(
  app: App,
  { number, positions, notifiedOn }: EnterWithdrawalOptions,
): Promise<Result<EnteredWithdrawal, EnterRefusal>> {
  const entered = await app.db.transaction(async (tx) => {
    const now = app.now()
    const order = await lockOrderAndCustomer(tx, number)
    if (!order) return refuse("not-found")
    if (!order.paidAt) return refuse("not-paid")
    if (notifiedOn > bucharestDate(now)) return refuse("future")
    if (notifiedOn < bucharestDate(order.createdAt)) return refuse("before-order")
    const at = declaredAt(notifiedOn, now)
    const locked = await lockOpenLines(tx, order, at)
    if (!locked.ok) return locked
    const lines = linesAt(locked.value, positions)
    if (!lines.ok) return lines
    const made = await makeWithdrawal(app, tx, {
      ...{ order, lines: lines.value, notifiedOn },
      client: operator(app),
    })
    return ok({ ...made, startedLater: startedBetween(lines.value, at, now) })
  })
  if (!entered.ok) return entered
  return ok({ ...entered.value, sent: await sendRefund(app, entered.value.refundId) })
}

async function lockOrderAndCustomer(tx: DbOrTx, number: number): Promise<OrderRow | null> {
  const found = await findOrderByNumber(tx, number)
  if (!found) return null
  if (found.customerId) await lockCustomer(tx, found.customerId)
  const order = await lockOrder(tx, found.id)
  if (order && order.customerId !== found.customerId)
    throw new TransactionConflict("The account was closed meanwhile")
  return order
}

function linesAt(
  { bought, open }: LockedLines,
  positions: readonly number[],
): Result<readonly OpenLine[], LineRefusal> {
  if (positions.some((position) => !bought[position - 1])) return refuse("no-such-line")
  if (open.length === 0) return refuse("nothing")
  const chosen = bought.filter((_, at) => positions.length === 0 || positions.includes(at + 1))
  const ids = new Set(chosen.map(({ lineId }) => lineId))
  const lines = open.filter(({ line }) => ids.has(line.lineId))
  if (lines.length === chosen.length) return ok(lines)
  return refuse(positions.length > 0 ? "given-back" : "partly")
}

const startedBetween = (lines: readonly OpenLine[], at: Date, now: Date): string[] =>
  lines
    .filter(({ line: { startsAt } }) => startsAt !== null && startsAt > at && startsAt <= now)
    .map(({ line }) => withdrawalLineText(line))
