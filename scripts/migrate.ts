import { migrateDatabase } from "@/db/migrate"
import { driverPatchProblem } from "@/lib/runtime/driver-patch"

const driver = driverPatchProblem(process.cwd())
if (driver) {
  console.error(driver)
  process.exit(1)
}
const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL
if (!url) {
  console.error("Set DATABASE_URL (or DATABASE_DIRECT_URL where the first leads to a pooler).")
  process.exit(1)
}
const started = performance.now()
await migrateDatabase(url, { onWarning: console.warn })
console.log(`The database is at the newest schema (${Math.round(performance.now() - started)} ms)`)
