import { sql } from "drizzle-orm"
import { boolean, check, index, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { County } from "@/lib/domain/firms/counties"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"

/**
 * The buyers that a customer can choose for invoices. Orders keep a copy: changing a row changes no order.
 */
export const billingProfiles = pgTable(
  "billing_profiles",
  {
    id: id().$type<BillingProfileId>(),
    customerId: uuid()
      .notNull()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    kind: text().notNull().$type<"individual" | "company">(),
    name: text().notNull(),
    /** Digits only; `isVatPayer` decides whether "RO" is written before them. */
    cui: text(),
    isVatPayer: boolean().notNull().default(false),
    registerNumber: text(),
    iban: text(),
    street: text().notNull(),
    locality: text().notNull(),
    county: text().notNull().$type<County>(),
    sector: smallint(),
    postalCode: text(),
    isDefault: boolean().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index("billing_profiles_customer_idx").on(table.customerId, table.id),
    uniqueIndex("billing_profiles_one_default").on(table.customerId).where(sql`${table.isDefault}`),
    check("billing_profiles_kind", sql`${table.kind} in ('individual', 'company')`),
    check(
      "billing_profiles_company",
      sql`(${table.kind} = 'company') = (${table.cui} is not null and ${table.registerNumber} is not null)`,
    ),
    check(
      "billing_profiles_individual",
      sql`${table.kind} = 'company' or (${table.cui} is null and ${table.registerNumber} is null and ${table.iban} is null and not ${table.isVatPayer})`,
    ),
    check("billing_profiles_sector", sql`(${table.county} = 'B') = (${table.sector} is not null)`),
    check("billing_profiles_sector_range", sql`${table.sector} between 1 and 6`),
    check("billing_profiles_cui_form", sql`${table.cui} ~ '^[1-9][0-9]{1,9}$'`),
    check("billing_profiles_postal_code", sql`${table.postalCode} ~ '^[0-9]{6}$'`),
  ],
)
