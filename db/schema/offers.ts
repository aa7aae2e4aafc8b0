import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { OfferId, PackageId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { packages } from "./packages"

/** A package for a number of months at a price, VAT included, in whole bani. */
export const offers = pgTable(
  "offers",
  {
    id: id().$type<OfferId>(),
    code: text().notNull(),
    packageId: uuid()
      .notNull()
      .$type<PackageId>()
      .references(() => packages.id),
    months: integer().notNull(),
    priceBani: integer().notNull(),
    validFrom: instant().notNull(),
    /** Exclusive; empty while the offer is open-ended. */
    validUntil: instant(),
  },
  (table) => [
    uniqueIndex("offers_code_key").on(table.code),
    index("offers_package_idx").on(table.packageId, table.months),
    check("offers_code_form", sql`${table.code} ~ '^[a-z0-9][a-z0-9-]{0,39}$'`),
    check("offers_months", sql`${table.months} between 1 and 60`),
    check("offers_price", sql`${table.priceBani} > 0`),
    check("offers_validity", sql`${table.validUntil} is null or ${table.validUntil} > ${table.validFrom}`),
  ],
)
