import "server-only"
import { snapshot } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { findOwnOrder, listUndoableOrders, lockOrder } from "@/db/queries/orders"
import {
  type BoughtLine,
  findOwnWithdrawal,
  insertWithdrawal,
  listBoughtLines,
  lockBoughtLines,
} from "@/db/queries/refund-lines"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, OrderId, RefundId, WithdrawalId } from "@/lib/domain/ids/brand"
import { formatLei } from "@/lib/domain/money/money"
import {
  isWithinWithdrawal,
  lastWithdrawalDay,
  type WithdrawalShare,
  withdrawalDays,
  withdrawalShare,
} from "@/lib/domain/money/withdrawal"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type CivilDate, formatInstant } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { dayCount, monthCount } from "@/lib/domain/words/plural"
import { type LineRefund, refundLines } from "@/lib/orders/refund/refund-lines"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"

export type WithdrawalOffer = {
  readonly orderNumber: number
  readonly orderedAt: Date
  /** The last day on which it can still be withdrawn from; past it `lines` is empty. */
  readonly lastDay: CivilDate
  readonly isOpen: boolean
  readonly lines: readonly {
    readonly id: string
    /** "Familia, 1 lună, pe „TV living”" */
    readonly text: string
    readonly share: WithdrawalShare
  }[]
}

type Own = { readonly customerId: CustomerId; readonly orderId: OrderId }

/** What can be withdrawn from of a paid order, and what would go back. Null for another's, or one that was never paid. */
export async function withdrawalOffer(app: App, own: Own): Promise<WithdrawalOffer | null> {
  const now = app.now()
  return snapshot(app.db, async (tx) => {
    const order = await findOwnOrder(tx, own.orderId, own.customerId)
    if (!order?.paidAt) return null
    const isOpen = isWithinWithdrawal(order.createdAt, now)
    const open = isOpen ? openLines(await listBoughtLines(tx, order.id), now) : []
    return {
      orderNumber: order.number,
      orderedAt: order.createdAt,
      lastDay: lastWithdrawalDay(order.createdAt),
      isOpen,
      lines: open.map(({ line, share }) => ({ id: line.lineId, text: lineWords(line), share })),
    }
  })
}

/** The customer's orders that can still be withdrawn from, newest first. */
export async function withdrawableOrders(app: App, customerId: CustomerId) {
  const now = app.now()
  const found = await listUndoableOrders(app.db, customerId, later(now, -(withdrawalDays + 1) * dayMs))
  return found
    .filter(({ createdAt }) => isWithinWithdrawal(createdAt, now))
    .map(({ id, number, totalBani, createdAt }) => {
      return { id, number, totalBani, orderedAt: createdAt, lastDay: lastWithdrawalDay(createdAt) }
    })
}

type OpenLine = { readonly line: BoughtLine; readonly share: WithdrawalShare }

/** What is not undone yet, and of which something would go back. */
function openLines(lines: readonly BoughtLine[], now: Date): OpenLine[] {
  return lines
    .filter(({ status }) => status !== "refunded")
    .map((line) => ({
      line,
      share: withdrawalShare({ ...line, isExpress: line.expressRequest !== null }, now),
    }))
    .filter(({ share }) => share.refundBani > 0)
}

const lineWords = ({ packageName, months, cardName }: BoughtLine) =>
  `${packageName}, ${monthCount(months)}, pe „${cardName}”`

type Withdrawing = Own & {
  readonly lineIds: readonly string[]
  /** What the customer saw would go back: it is that, or nothing happens. */
  readonly seenRefundBani: number
  readonly client: Client
}

/**
 * The customer withdraws from lines of an order (OUG 34/2014 art. 11^1): undone, taken back by a storno, the money on its way, and
 * acknowledged by mail with content, date, time and number, all in one transaction. Once, however often it is confirmed.
 */
export async function withdraw(
  app: App,
  { customerId, orderId, lineIds, seenRefundBani, client }: Withdrawing,
): Promise<
  Result<
    { readonly id: WithdrawalId; readonly refundId: RefundId },
    "not-found" | "too-late" | "nothing" | "changed"
  >
> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.customerId !== customerId || !order.paidAt) return refuse("not-found")
    if (!isWithinWithdrawal(order.createdAt, now)) return refuse("too-late")
    const chosen = openLines(await lockBoughtLines(tx, orderId), now).filter(({ line }) =>
      lineIds.includes(line.lineId),
    )
    if (chosen.length === 0) return refuse("nothing")
    const refundBani = chosen.reduce((sum, { share }) => sum + share.refundBani, 0)
    if (refundBani !== seenRefundBani || chosen.length !== new Set(lineIds).size) return refuse("changed")

    const refunds = chosen.map(({ line, share }): LineRefund => {
      return { line, refundBani: share.refundBani, note: shareWords(share) }
    })
    const undone = await refundLines(tx, { order, refunds, reason: "withdrawal" }, now)
    const { email, fullName } = await getProfile(tx, customerId)
    const content = declaration({
      fullName,
      email,
      orderNumber: order.number,
      orderedAt: order.createdAt,
      chosen,
    })
    const { stornoId, stornoName, refundId } = undone
    const stored = { orderId, customerId, stornoId, refundBani, content }
    const { id, number } = await insertWithdrawal(tx, stored, now)
    const detail = { order: String(order.number), withdrawal: String(number) }
    await recordEvent(tx, { kind: "withdrawn", customerId, client, detail }, now)
    const at = now.toISOString()
    const props = {
      fullName,
      orderId,
      number,
      at,
      content,
      refundBani,
      storno: stornoName,
      invoiceIds: [stornoId],
    }
    const dedupeKey = `withdrawal:${id}`
    await enqueueMail(tx, { kind: "withdrawal", props, recipient: email, customerId, dedupeKey }, now)
    return ok({ id, refundId })
  })
}

/** "zile nefolosite, 27 din 30"; empty when all of it goes back. */
const shareWords = ({ used }: WithdrawalShare) =>
  used ? `zile nefolosite, ${used.ofDays - used.days} din ${used.ofDays}` : ""

type Declared = {
  readonly fullName: string
  readonly email: string
  readonly orderNumber: number
  readonly orderedAt: Date
  readonly chosen: readonly OpenLine[]
}

/** Word for word what is confirmed, kept and mailed. */
function declaration({ fullName, email, orderNumber, orderedAt, chosen }: Declared): string {
  const lines = chosen.map(({ line, share }) => {
    const used = share.used ? ` (folosit ${dayCount(share.used.days)} din ${share.used.ofDays})` : ""
    return `- ${lineWords(line)}, smartcard ${line.serial}: ${formatLei(share.refundBani)}${used}`
  })
  return [
    `Subsemnatul/subsemnata ${fullName} (${email}) vă informez că mă retrag din contractul încheiat prin comanda ${orderNumber} din ${formatInstant(orderedAt)}, pentru:`,
    ...lines,
  ].join("\n")
}

/** What the customer is about to declare, word for word, and what goes back. Null when nothing of it can be withdrawn from any more. */
export async function withdrawalPreview(
  app: App,
  { customerId, orderId, lineIds }: Own & { readonly lineIds: readonly string[] },
) {
  const now = app.now()
  return snapshot(app.db, async (tx) => {
    const order = await findOwnOrder(tx, orderId, customerId)
    if (!order?.paidAt || !isWithinWithdrawal(order.createdAt, now)) return null
    const chosen = openLines(await listBoughtLines(tx, orderId), now).filter(({ line }) =>
      lineIds.includes(line.lineId),
    )
    if (chosen.length === 0) return null
    const { email, fullName } = await getProfile(tx, customerId)
    const { number: orderNumber, createdAt: orderedAt } = order
    return {
      orderNumber,
      lineIds: chosen.map(({ line }) => line.lineId),
      refundBani: chosen.reduce((sum, { share }) => sum + share.refundBani, 0),
      content: declaration({ fullName, email, orderNumber, orderedAt, chosen }),
    }
  })
}

/** The acknowledgement of a withdrawal, for whose it is. */
export async function withdrawalReceipt(
  app: App,
  own: { readonly customerId: CustomerId; readonly id: WithdrawalId },
) {
  const found = await findOwnWithdrawal(app.db, own.id, own.customerId)
  if (!found) return null
  const { number, createdAt, content, refundBani, orderId, stornoId } = found
  return { number, at: formatInstant(createdAt), content, refundBani, orderId, stornoId }
}
