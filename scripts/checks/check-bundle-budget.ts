/** Run after a build: fails when the first load of a page carries more script than its budget. */
import { readFileSync } from "node:fs"
import { z } from "zod"
import { budgetOf, measureRoutes } from "./bundle-budget"

const budgets = z
  .record(z.string(), z.number())
  .parse(JSON.parse(readFileSync("bundle-budgets.json", "utf8")))
const routes = measureRoutes(process.env.NEXT_DIST_DIR ?? ".next").filter(
  ({ route }) => !route.startsWith("/_global"),
)

const rows = routes.map(({ route, files, bytes }) => {
  const budget = budgetOf(route, budgets)
  return { route, files, "kB gzip": Number((bytes / 1000).toFixed(1)), budget, over: bytes > budget * 1000 }
})
console.table(rows)

const over = rows.filter((row) => row.over)
if (over.length > 0) {
  console.error(`First-load JavaScript over budget: ${over.map(({ route }) => route).join(", ")}`)
  process.exit(1)
}
