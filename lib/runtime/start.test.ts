import { execFile } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, expect, test } from "vitest"
import { testEnvironment } from "@/tests/support/environment"
import { patchedLines } from "./driver-patch"

const folder = mkdtempSync(join(tmpdir(), "focus-sat-start-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** The end of a process that starts in the folder as Next starts it, and then has nothing to do. */
function startIn(cwd: string, then = ""): Promise<{ readonly code: unknown; readonly output: string }> {
  const module = JSON.stringify(pathToFileURL(resolve("lib/runtime/start.ts")))
  const args = [
    "--import",
    import.meta.resolve("tsx"),
    "-e",
    `import(${module}).then(async (m) => { m.start(); ${then} })`,
  ]
  const env = {
    ...testEnvironment,
    NODE_ENV: "production" as const,
    TSX_TSCONFIG_PATH: resolve("scripts/tsconfig.json"),
  }
  return new Promise((ended) =>
    execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) =>
      ended({ code: error?.code ?? 0, output: stdout + stderr }),
    ),
  )
}

test("a process whose database driver lacks our patch ends and says so", async () => {
  cpSync("node_modules/postgres", join(folder, "node_modules/postgres"), { recursive: true })
  expect(await startIn(folder)).toMatchObject({ code: 0, output: expect.stringContaining('"starting"') })
  const driver = join(folder, "node_modules/postgres/src/connection.js")
  writeFileSync(driver, readFileSync(driver, "utf8").replaceAll(patchedLines[0] ?? "", ""))
  const end = await startIn(folder)
  expect(end).toMatchObject({ code: 1, output: expect.stringContaining("lacks our patch") })
  expect(end.output).not.toContain('"starting"')
})

test("a flood of forms of unknown actions, of which Next warns with a stack each, is one line", async () => {
  const forms = JSON.stringify(pathToFileURL(resolve("lib/runtime/action-begun.ts")))
  const end = await startIn(
    process.cwd(),
    `const { followForm } = await import(${forms})
    const warn = () => console.warn(new Error("Failed to find Server Action"))
    for (let at = 0; at < 100; at += 1) followForm({ begun: false }, warn)
    followForm({ begun: true }, () => console.warn("another warning"))`,
  )
  expect(end.output.split("\n").filter((line) => line.includes("no action could read"))).toHaveLength(1)
  expect(end.output).not.toContain("Failed to find")
  expect(end.output).toContain("another warning")
})
