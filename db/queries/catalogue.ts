import "server-only"
import { and, asc, eq, gt, inArray, isNull, ne, notInArray, or, type SQL, sql } from "drizzle-orm"
import type { OfferId, PackageId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { offers, packageChannels, packages } from "../schema"

/** The condition of being on sale at an instant, on `offers` or on an alias of it. */
export function offersOnSale(at: Date, alias = "offers"): SQL {
  const [offer, instant] = [sql.identifier(alias), sql`${at.toISOString()}::timestamptz`]
  return sql`${offer}.valid_from <= ${instant} and (${offer}.valid_until is null or ${offer}.valid_until > ${instant})`
}

export type OfferOnSale = {
  readonly packageId: PackageId
  readonly packageCode: string
  readonly packageName: string
  readonly description: string
  readonly isDemo: boolean
  readonly offerCode: string
  readonly months: number
  readonly priceBani: number
}

/** Every offer on sale with its package, in the order of the catalogue. */
export async function listOffersOnSale(db: DbOrTx, now: Date): Promise<OfferOnSale[]> {
  return db
    .select({
      packageId: packages.id,
      packageCode: packages.code,
      packageName: packages.name,
      description: packages.description,
      isDemo: packages.isDemo,
      offerCode: offers.code,
      months: offers.months,
      priceBani: offers.priceBani,
    })
    .from(offers)
    .innerJoin(packages, eq(packages.id, offers.packageId))
    .where(offersOnSale(now))
    .orderBy(asc(packages.position), asc(packages.name), asc(offers.months), asc(offers.priceBani))
}

export type OfferOfLine = {
  readonly offerId: OfferId
  readonly code: string
  readonly months: number
  readonly priceBani: number
  readonly packageId: PackageId
  readonly packageName: string
  readonly isOnSale: boolean
}

/** The offers with the given codes, on sale or not. */
export async function listOffersByCode(
  db: DbOrTx,
  codes: readonly string[],
  now: Date,
): Promise<OfferOfLine[]> {
  return db
    .select({
      offerId: offers.id,
      code: offers.code,
      months: offers.months,
      priceBani: offers.priceBani,
      packageId: packages.id,
      packageName: packages.name,
      isOnSale: sql<boolean>`(${offersOnSale(now)})`,
    })
    .from(offers)
    .innerJoin(packages, eq(packages.id, offers.packageId))
    .where(inArray(offers.code, [...codes]))
}

export async function listChannels(db: DbOrTx) {
  return db
    .select({ packageId: packageChannels.packageId, name: packageChannels.name })
    .from(packageChannels)
    .orderBy(asc(packageChannels.packageId), asc(packageChannels.position))
}

export async function findOfferByCode(db: DbOrTx, code: string) {
  const [found] = await db
    .select({ offerId: offers.id, packageId: offers.packageId })
    .from(offers)
    .where(eq(offers.code, code))
  return found ?? null
}

type WrittenPackage = {
  readonly code: string
  readonly name: string
  readonly description: string
  readonly position: number
  readonly isDemo: boolean
}

/** Null when a demonstration would overwrite a package of the operator. */
export async function upsertPackage(db: DbOrTx, written: WrittenPackage): Promise<PackageId | null> {
  const [stored] = await db
    .insert(packages)
    .values(written)
    .onConflictDoUpdate({
      target: packages.code,
      set: written,
      ...(written.isDemo && { setWhere: eq(packages.isDemo, true) }),
    })
    .returning({ id: packages.id })
  return stored?.id ?? null
}

export async function replaceChannels(
  db: DbOrTx,
  packageId: PackageId,
  names: readonly string[],
): Promise<void> {
  await db.delete(packageChannels).where(eq(packageChannels.packageId, packageId))
  const rows = names.map((name, position) => ({ packageId, position, name }))
  if (rows.length > 0) await db.insert(packageChannels).values(rows)
}

type WrittenOffer = {
  readonly code: string
  readonly packageId: PackageId
  readonly months: number
  readonly priceBani: number
  /** Undefined: unchanged for a stored offer, now for a new one. */
  readonly validFrom: Date | undefined
  readonly validUntil: Date | undefined
}

/** Null when the offer of that code belongs to another package or has other months: these never change. */
export async function upsertOffer(db: DbOrTx, written: WrittenOffer, now: Date): Promise<OfferId | null> {
  const { code, packageId, months, priceBani, validFrom, validUntil = null } = written
  const [stored] = await db
    .insert(offers)
    .values({ code, packageId, months, priceBani, validFrom: validFrom ?? now, validUntil })
    .onConflictDoUpdate({
      target: offers.code,
      set: { priceBani, validUntil, ...(validFrom && { validFrom }) },
      setWhere: sql`${and(eq(offers.packageId, packageId), eq(offers.months, months))}`,
    })
    .returning({ id: offers.id })
  return stored?.id ?? null
}

/** Ends the sale of every other offer now. Returns how many. */
export async function endOtherOffers(db: DbOrTx, kept: readonly string[], now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const ended = await db
    .update(offers)
    .set({ validUntil: sql`greatest(${at}, ${offers.validFrom} + interval '1 millisecond')` })
    .where(
      and(
        kept.length > 0 ? notInArray(offers.code, [...kept]) : undefined,
        or(isNull(offers.validUntil), gt(offers.validUntil, now)),
        // An offer that never began is ended by an end one millisecond after its beginning.
        or(
          isNull(offers.validUntil),
          ne(offers.validUntil, sql`${offers.validFrom} + interval '1 millisecond'`),
        ),
      ),
    )
    .returning({ id: offers.id })
  return ended.length
}

export async function listOfferOwners(db: DbOrTx, codes: readonly string[]) {
  if (codes.length === 0) return []
  return db
    .select({ code: offers.code, months: offers.months, packageCode: packages.code })
    .from(offers)
    .innerJoin(packages, eq(packages.id, offers.packageId))
    .where(inArray(offers.code, [...codes]))
}
