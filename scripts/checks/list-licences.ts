/** `npm run licences`: name, version and licence of what a production install can bring. */
import { readFileSync } from "node:fs"
import { listProductionPackages, refusedLicences } from "./licences"

const packages = listProductionPackages(readFileSync("package-lock.json", "utf8"))
for (const { name, version, licence } of packages) console.log(`${name} ${version}  ${licence}`)
const refused = refusedLicences(packages)
for (const { name, licence } of refused) console.error(`${name}: the licence ${licence} is not allowed`)
process.exitCode = refused.length > 0 ? 1 : 0
