import "server-only"
import { asc, eq } from "drizzle-orm"
import type { PackageId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { packages } from "../schema"

/** Code and name of every package, on sale or not, in the order of the catalogue. */
export const listPackageCodes = (db: DbOrTx) =>
  db
    .select({ code: packages.code, name: packages.name })
    .from(packages)
    .orderBy(asc(packages.position), asc(packages.name))

/** The code and the name of a package. */
export async function getPackage(db: DbOrTx, id: PackageId) {
  const [found] = await db
    .select({ code: packages.code, name: packages.name })
    .from(packages)
    .where(eq(packages.id, id))
  if (!found) throw new Error("There is no such package")
  return found
}
