import "server-only"
import type { DbOrTx } from "@/db/client"
import { listLinesPaidSince, type PaidLine } from "@/db/queries/paid-lines"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

type Goods = Pick<PaidLine, "smartcardId" | "packageId" | "months">
type RepeatsOptions = { readonly customerId: CustomerId; readonly lines: readonly Goods[] }

/** The customer is asked once more before paying these again. */
export type Repeats = { readonly ok: false; readonly reason: "repeats"; readonly lines: readonly PaidLine[] }

/**
 * What the customer paid within the last day and is about to buy again: the same package for as many months
 * on the same card. Another length is no repeat: who adds three months to one means it. Purchases by others
 * stay unknown.
 */
export async function findRepeats(
  db: DbOrTx,
  { customerId, lines }: RepeatsOptions,
  now: Date,
): Promise<Repeats | null> {
  const paid = await listLinesPaidSince(db, customerId, later(now, -dayMs))
  const repeated = paid.filter((before) => lines.some((line) => isSame(line, before)))
  return repeated.length > 0 ? { ok: false, reason: "repeats", lines: repeated } : null
}

const isSame = (one: Goods, other: Goods) =>
  one.smartcardId === other.smartcardId && one.packageId === other.packageId && one.months === other.months
