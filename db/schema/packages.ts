import { sql } from "drizzle-orm"
import { boolean, check, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { PackageId } from "@/lib/domain/ids/brand"
import { id } from "./columns"

/** A set of channels under one name. */
export const packages = pgTable(
  "packages",
  {
    id: id().$type<PackageId>(),
    /** The operator's code, as in import files: lower case letters, digits and dashes. */
    code: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    position: integer().notNull().default(0),
    /** Belongs to the demonstration; replaced when the operator's catalogue is imported. */
    isDemo: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex("packages_code_key").on(table.code),
    check("packages_code_form", sql`${table.code} ~ '^[a-z0-9][a-z0-9-]{0,39}$'`),
  ],
)
