import { spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { budgetOf, measureRoutes } from "./bundle-budget"

let build = ""
beforeEach(() => {
  build = mkdtempSync(join(tmpdir(), "budget-"))
})
afterEach(() => rmSync(build, { recursive: true, force: true }))

const kilobytes = (count: number) => randomBytes(count * 500).toString("hex")

/** A build with one prerendered page and one that is rendered per request. */
function aBuild({ ownScript }: { ownScript: string }) {
  const files = {
    "app-path-routes-manifest.json": '{"/p/page":"/p","/cont/x/page":"/cont/x","/api/a/route":"/api/a"}',
    "server/app/p.html":
      '<script src="/_next/static/root.js?dpl=1" async=""></script><script src="/_next/static/own.js"></script><script src="/_next/static/old.js" noModule=""></script><script>inline()</script>',
    "server/app/cont/x/page/build-manifest.json": '{"rootMainFiles":["static/root.js"]}',
    "server/app/cont/x/page_client-reference-manifest.js":
      'globalThis.__RSC_MANIFEST["/cont/x/page"] = {"entryJSFiles":{"layout":["static/root.js"],"page":["static/own.js"]}}',
    "static/root.js": kilobytes(10),
    "static/own.js": ownScript,
    "static/old.js": kilobytes(400),
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(build, dirname(file)), { recursive: true })
    writeFileSync(join(build, file), text)
  }
}

test("counts each script of a page once, in gzip, without the polyfills of old browsers", () => {
  aBuild({ ownScript: kilobytes(20) })
  const measured = measureRoutes(build)
  expect(measured.map(({ route, files }) => [route, files])).toEqual([
    ["/cont/x", 2],
    ["/p", 2],
  ])
  for (const { bytes } of measured) expect(bytes).toBeGreaterThan(15_000)
  for (const { bytes } of measured) expect(bytes).toBeLessThan(25_000)
})

test.each([
  ["/", 155],
  ["/cont-nou", 155],
  ["/cont", 180],
  ["/cont/smartcarduri", 180],
])("the budget of %s is %i kB", (route, budget) => {
  expect(budgetOf(route, { "/": 155, "/cont": 180 })).toBe(budget)
})

test.each([
  ["within", 20, 0],
  ["over", 340, 1],
])("a page %s its budget: the check ends with %s kB and code %i", (_what, size, code) => {
  aBuild({ ownScript: kilobytes(size) })
  const project = resolve(import.meta.dirname, "../..")
  const run = spawnSync(process.execPath, ["--import", "tsx", "scripts/checks/check-bundle-budget.ts"], {
    cwd: project,
    env: { ...process.env, NEXT_DIST_DIR: build },
    encoding: "utf8",
  })
  expect(run.stderr).toBe(code === 0 ? "" : "First-load JavaScript over budget: /cont/x, /p\n")
  expect(run.status).toBe(code)
})
