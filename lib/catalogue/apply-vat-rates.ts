import "server-only"
import type { DbOrTx } from "@/db/client"
import { deleteFutureVatRates, listVatRatesFrom, upsertVatRate, type VatRate } from "@/db/queries/vat-rates"
import { percentOf } from "@/lib/domain/money/order-price"
import { bucharestDate } from "@/lib/domain/time/civil-date"

/** Named rates that would change one in force: what has begun never changes. In words, for the operator. */
export async function changedRates(tx: DbOrTx, named: readonly VatRate[], now: Date): Promise<string[]> {
  const begun = named.filter(({ validFrom }) => validFrom <= now)
  const stored = await listVatRatesFrom(
    tx,
    begun.map(({ validFrom }) => validFrom),
  )
  return stored.flatMap(({ basisPoints, validFrom }) => {
    const isSame = begun.every(
      (rate) => rate.validFrom.getTime() !== validFrom.getTime() || rate.basisPoints === basisPoints,
    )
    const since = `${percentOf(basisPoints)} % has been in force since ${bucharestDate(validFrom)}`
    return isSame ? [] : [`vatRates: ${since}; what has begun never changes`]
  })
}

/**
 * Stores the rates of a file, and withdraws those that it does not name and that have not begun. Returns what
 * was withdrawn.
 */
export async function replaceFutureRates(
  tx: DbOrTx,
  named: readonly VatRate[],
  now: Date,
): Promise<VatRate[]> {
  for (const rate of named) await upsertVatRate(tx, rate)
  return deleteFutureVatRates(
    tx,
    named.map(({ validFrom }) => validFrom),
    now,
  )
}

/** "VAT 24 % from 2027-04-01" */
export const rateWords = ({ basisPoints, validFrom }: VatRate): string =>
  `VAT ${percentOf(basisPoints)} % from ${bucharestDate(validFrom)}`
