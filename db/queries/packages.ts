import "server-only"
import { asc } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { packages } from "../schema"

/** Code and name of every package, on sale or not, in the order of the catalogue. */
export const listPackageCodes = (db: DbOrTx) =>
  db
    .select({ code: packages.code, name: packages.name })
    .from(packages)
    .orderBy(asc(packages.position), asc(packages.name))
