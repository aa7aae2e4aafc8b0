import { sql } from "drizzle-orm"
import { check, integer, pgTable, uniqueIndex } from "drizzle-orm/pg-core"
import { id, instant } from "./columns"

/**
 * Standard VAT in hundredths of a percent, each in force until the next begins. A migration adds those of
 * 2017 and 2025.
 */
export const vatRates = pgTable(
  "vat_rates",
  {
    id: id(),
    basisPoints: integer().notNull(),
    validFrom: instant().notNull(),
  },
  (table) => [
    uniqueIndex("vat_rates_valid_from_key").on(table.validFrom),
    check("vat_rates_basis_points", sql`${table.basisPoints} between 0 and 10000`),
  ],
)
