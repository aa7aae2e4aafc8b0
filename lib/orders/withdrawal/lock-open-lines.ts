import "server-only"
import type { DbOrTx } from "@/db/client"
import { type BoughtLine, lockBoughtLines } from "@/db/queries/order-lines"
import type { OrderRow } from "@/db/queries/orders"
import { isOrderDisputed } from "@/db/queries/taken-back"
import { canWithdraw } from "@/lib/domain/money/withdrawal"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type OpenLine, openLines } from "./open-lines"

export type LockRefusal =
  | "too-late"
  /** The bank has taken the money back, or may: people decide. */
  | "disputed"

export type LockedLines = { readonly bought: readonly BoughtLine[]; readonly open: readonly OpenLine[] }

/**
 * Locks the lines of a paid order: all of them, and those that can be withdrawn from by a statement of that
 * instant. The caller holds the locks of the customer and the order.
 */
export async function lockOpenLines(
  tx: DbOrTx,
  order: OrderRow,
  at: Date,
): Promise<Result<LockedLines, LockRefusal>> {
  if (!canWithdraw(order, at)) return refuse("too-late")
  if (await isOrderDisputed(tx, order.id)) return refuse("disputed")
  const bought = await lockBoughtLines(tx, order.id)
  return ok({ bought, open: openLines({ order, lines: bought }, at) })
}
