import "server-only"
import { asc, eq } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { offers, packages, vatRates } from "../schema"

/** Everything that a catalogue file can change but the channels, in words, by what it is about. */
export async function readCatalogue(db: DbOrTx, now: Date): Promise<Map<string, string>> {
  const [packageRows, offerRows, rateRows] = [
    await db.select().from(packages).orderBy(asc(packages.code)),
    await db
      .select({ offer: offers, packageCode: packages.code })
      .from(offers)
      .innerJoin(packages, eq(packages.id, offers.packageId))
      .orderBy(asc(offers.code)),
    await db.select().from(vatRates).orderBy(asc(vatRates.validFrom)),
  ]
  return new Map([
    ...packageRows.map(
      ({ code, name, description }) => [`package ${code}`, `${name}, "${description}"`] as const,
    ),
    ...offerRows.map(
      ({ offer, packageCode }) => [`offer ${offer.code}`, offerWords(offer, packageCode, now)] as const,
    ),
    ...rateRows.map(
      ({ validFrom, basisPoints }) =>
        [`VAT from ${validFrom.toISOString()}`, `${basisPoints / 100} %`] as const,
    ),
  ])
}

function offerWords(offer: typeof offers.$inferSelect, packageCode: string, now: Date): string {
  const { months, priceBani, validFrom, validUntil } = offer
  const what = `${packageCode}, ${months} months, ${(priceBani / 100).toFixed(2)} lei`
  if (validUntil && validUntil <= now) return `${what}, off sale`
  return `${what}, on sale from ${validFrom.toISOString()}${validUntil ? ` to ${validUntil.toISOString()}` : ""}`
}
