import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

test("every cron route asks the platform for more time than its job takes", () => {
  const routes = globSync("app/api/cron/*/route.ts")
  expect(routes.length).toBeGreaterThan(4)
  for (const route of routes)
    expect(readFileSync(route, "utf8")).toContain("export const maxDuration = 300\n")
})
