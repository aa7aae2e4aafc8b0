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
function startIn(cwd: string): Promise<{ readonly code: unknown; readonly output: string }> {
  const module = JSON.stringify(pathToFileURL(resolve("lib/runtime/start.ts")))
  const args = ["--import", import.meta.resolve("tsx"), "-e", `import(${module}).then((m) => m.start())`]
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
