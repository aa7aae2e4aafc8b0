import { sql } from "drizzle-orm"
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import type { PackageId } from "@/lib/domain/ids/brand"
import { packages } from "./packages"

/** The channels of a package, in the operator's order. */
export const packageChannels = pgTable(
  "package_channels",
  {
    packageId: uuid()
      .notNull()
      .$type<PackageId>()
      .references(() => packages.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    name: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.packageId, table.position] }),
    check("package_channels_name_filled", sql`length(btrim(${table.name})) > 0`),
  ],
)
