import "server-only"
import type { BoughtLine } from "@/db/queries/order-lines"
import { type WithdrawalShare, withdrawalShare } from "@/lib/domain/money/withdrawal"

export type OpenLine = { readonly line: BoughtLine; readonly share: WithdrawalShare }

/** The lines that are not refunded yet and still have something to refund. */
export function openLines(lines: readonly BoughtLine[], now: Date): OpenLine[] {
  return lines
    .filter(({ status }) => status !== "refunded")
    .map((line) => ({
      line,
      share: withdrawalShare({ ...line, isExpress: line.expressRequest !== null }, now),
    }))
    .filter(({ share }) => share.refundBani > 0)
}

/** The open lines that the customer chose, by their ids. */
export const chosenLines = (open: readonly OpenLine[], lineIds: readonly string[]): OpenLine[] =>
  open.filter(({ line }) => lineIds.includes(line.lineId))

export const totalRefundBani = (lines: readonly OpenLine[]): number =>
  lines.reduce((sum, { share }) => sum + share.refundBani, 0)
