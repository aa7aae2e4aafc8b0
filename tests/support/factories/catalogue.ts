import { offers, packages } from "@/db/schema"
import { daysFrom, firstRow, nextNumber, type RowStore, type Wanted } from "./rows"

export async function aPackage(store: RowStore, wanted: Wanted<typeof packages.$inferSelect, "id"> = {}) {
  const row = { code: `pachet-${nextNumber()}`, name: "Familia", ...wanted }
  return firstRow(await store.db.insert(packages).values(row).returning())
}

/** One month at 44 lei, on sale for a year already. */
export async function anOffer(store: RowStore, wanted: Wanted<typeof offers.$inferSelect, "id"> = {}) {
  const row = {
    code: `oferta-${nextNumber()}`,
    months: 1,
    priceBani: 4_400,
    validFrom: daysFrom(store.now(), -365),
    ...wanted,
    packageId: wanted.packageId ?? (await aPackage(store)).id,
  }
  return firstRow(await store.db.insert(offers).values(row).returning())
}
