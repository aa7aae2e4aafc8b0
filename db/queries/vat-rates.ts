import "server-only"
import { and, asc, desc, gt, inArray, lte, notInArray } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { vatRates } from "../schema"

export type VatRate = {
  /** In hundredths of a per cent. */
  readonly basisPoints: number
  readonly validFrom: Date
}

/** Standard VAT in force at an instant, in hundredths of a per cent. */
export async function getVatBasisPoints(db: DbOrTx, at: Date): Promise<number> {
  const [found] = await db
    .select({ basisPoints: vatRates.basisPoints })
    .from(vatRates)
    .where(lte(vatRates.validFrom, at))
    .orderBy(desc(vatRates.validFrom))
    .limit(1)
  if (!found) throw new Error("No VAT rate was in force then")
  return found.basisPoints
}

/** The rates that begin at one of the instants. */
export async function listVatRatesFrom(db: DbOrTx, instants: readonly Date[]): Promise<VatRate[]> {
  if (instants.length === 0) return []
  return db
    .select({ basisPoints: vatRates.basisPoints, validFrom: vatRates.validFrom })
    .from(vatRates)
    .where(inArray(vatRates.validFrom, [...instants]))
    .orderBy(asc(vatRates.validFrom))
}

export async function upsertVatRate(db: DbOrTx, rate: VatRate): Promise<void> {
  await db
    .insert(vatRates)
    .values(rate)
    .onConflictDoUpdate({ target: vatRates.validFrom, set: { basisPoints: rate.basisPoints } })
}

/** Deletes the rates that have not begun, without those that begin at one of the instants. */
export async function deleteFutureVatRates(db: DbOrTx, kept: readonly Date[], now: Date): Promise<VatRate[]> {
  const deleted = await db
    .delete(vatRates)
    .where(
      and(
        gt(vatRates.validFrom, now),
        kept.length > 0 ? notInArray(vatRates.validFrom, [...kept]) : undefined,
      ),
    )
    .returning({ basisPoints: vatRates.basisPoints, validFrom: vatRates.validFrom })
  return deleted.sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime())
}
