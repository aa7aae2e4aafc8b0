import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import type { OrderRow } from "@/db/queries/orders"
import { insertWithdrawal } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import { type Operator, recordEvent } from "@/lib/audit/record-event"
import type { EmailAddress, WithdrawalId } from "@/lib/domain/ids/brand"
import {
  noticeOfWithdrawal,
  unusedDaysNote,
  withdrawalDeclaration,
} from "@/lib/domain/money/withdrawal-declaration"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { type RefundedLines, refundLines } from "@/lib/orders/refund/refund-lines"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { listReleased } from "./list-released"
import type { OpenLine } from "./open-lines"

type MakeWithdrawalOptions = {
  /** Locked by the caller, with its customer and its lines. */
  readonly order: OrderRow
  readonly lines: readonly OpenLine[]
  readonly client: Client | Operator
  /** The day of a statement that the operator enters; null where the customer confirms it in the account. */
  readonly notifiedOn: CivilDate | null
}

export type MadeWithdrawal = RefundedLines & {
  readonly id: WithdrawalId
  readonly number: number
  /** The declaration, as it is stored and mailed. */
  readonly content: string
  /** Null: the account is closed, and no mail is enqueued. */
  readonly email: EmailAddress | null
  /** Queued periods that became ready again, in words. */
  readonly released: readonly string[]
}

/**
 * Withdraws from open lines of an order: refunds them, issues the storno, stores the declaration and enqueues
 * the mail that acknowledges it with its content, number, date and time.
 */
export async function makeWithdrawal(
  app: App,
  tx: DbOrTx,
  { order, lines, client, notifiedOn }: MakeWithdrawalOptions,
): Promise<MadeWithdrawal> {
  const now = app.now()
  const { customerId } = order
  const released = customerId ? await listReleased(tx, { customerId, lines }, now) : []
  const refunds = lines.map(({ line, share }) => {
    return { line, refundBani: share.refundBani, note: unusedDaysNote(share) }
  })
  const refunded = await refundLines(app, tx, { order, refunds, reason: "withdrawal" })
  const made = await acknowledge(tx, { order, lines, notifiedOn, refunded, released }, now)
  const detail = {
    ...{ order: String(order.number), withdrawal: String(made.number) },
    ...(notifiedOn && { notifiedOn }),
  }
  await recordEvent(tx, { kind: "withdrawn", customerId, client, detail }, now)
  return { ...refunded, ...made, released }
}

type AcknowledgeOptions = Pick<MakeWithdrawalOptions, "order" | "lines" | "notifiedOn"> & {
  readonly refunded: RefundedLines
  readonly released: readonly string[]
}

/** Stores the declaration and enqueues the mail with it. */
async function acknowledge(
  tx: DbOrTx,
  { order, lines, notifiedOn, refunded, released }: AcknowledgeOptions,
  now: Date,
) {
  const { id: orderId, customerId } = order
  const person = customerId ? await getProfile(tx, customerId) : null
  const content = declarationOf({ order, lines, notifiedOn }, person)
  const { stornoId, stornoName: storno, refundBani, elsewhereBani } = refunded
  const stored = { orderId, customerId, stornoId, refundBani, content }
  const { id, number } = await insertWithdrawal(tx, stored, now)
  if (customerId) {
    const props = {
      ...{ orderId, number, at: now.toISOString(), content, refundBani, elsewhereBani, storno },
      ...{ invoiceIds: [stornoId], released, ...(notifiedOn && { notifiedOn }) },
    }
    const dedupeKey = `withdrawal:${id}`
    await enqueueMailTo(tx, { kind: "withdrawal", props, customerId, dedupeKey }, now)
  }
  return { id, number, content, email: person?.email ?? null }
}

type Person = { readonly fullName: string; readonly email: string }

function declarationOf(
  { order, lines, notifiedOn }: Pick<AcknowledgeOptions, "order" | "lines" | "notifiedOn">,
  person: Person | null,
): string {
  const contract = { orderNumber: order.number, orderedAt: order.createdAt, lines }
  if (notifiedOn) return noticeOfWithdrawal({ ...contract, person, notifiedOn })
  if (!person) throw new Error("Only a customer withdraws in the account")
  return withdrawalDeclaration({ ...contract, ...person })
}
