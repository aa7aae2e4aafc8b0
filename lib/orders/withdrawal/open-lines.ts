import "server-only"
import type { BoughtLine } from "@/db/queries/order-lines"
import type { OrderRow } from "@/db/queries/orders"
import { type WithdrawalShare, wasInformed, withdrawalShare } from "@/lib/domain/money/withdrawal"

export type OpenLine = { readonly line: BoughtLine; readonly share: WithdrawalShare }

type OpenLinesOptions = {
  readonly order: Pick<OrderRow, "withdrawalVersion">
  readonly lines: readonly BoughtLine[]
}

/** The lines of the order that are not refunded yet and still have something to refund. */
export function openLines({ order, lines }: OpenLinesOptions, now: Date): OpenLine[] {
  const isInformed = wasInformed(order)
  return lines
    .filter(({ status }) => status !== "refunded")
    .map((line) => ({
      line,
      share: withdrawalShare({ ...line, isExpress: isInformed && line.expressRequest !== null }, now),
    }))
    .filter(({ share }) => share.refundBani > 0)
}

/** The open lines that the customer chose, by their ids. */
export const chosenLines = (open: readonly OpenLine[], lineIds: readonly string[]): OpenLine[] =>
  open.filter(({ line }) => lineIds.includes(line.lineId))

export const totalRefundBani = (lines: readonly OpenLine[]): number =>
  lines.reduce((sum, { share }) => sum + share.refundBani, 0)
