import { migrateDatabase } from "@/db/migrate"

const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL
if (!url) {
  console.error("Set DATABASE_URL (or DATABASE_DIRECT_URL where the first leads to a pooler).")
  process.exit(1)
}
const started = performance.now()
await migrateDatabase(url, console.warn)
console.log(`The database is at the newest schema (${Math.round(performance.now() - started)} ms)`)
