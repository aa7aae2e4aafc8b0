import { cpSync, rmSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, expect, test } from "vitest"
import { startChild } from "@/scripts/lib/child"
import { projectRoot } from "@/scripts/lib/data-folder"
import { createDatabase } from "@/scripts/lib/databases"
import { freePort } from "@/scripts/lib/ports"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import { createStopList } from "@/scripts/lib/steps"
import { startOwnDatabase } from "./support/own-database"
import {
  copyTrackedFiles,
  fingerprint,
  linkProductionPackages,
  noRegistry,
  runIn,
} from "./support/production-folder"
import { isFull, report } from "./support/size"

const stops = createStopList()
// Hundreds of megabytes of small files are removed.
afterAll(() => stops.stop(), 600_000)

const commands = ["serve", "migrate", "import", "export", "operator"]
const npmRun = (...words: readonly string[]) => ["npm", "run", "--silent", ...words]

/** As in a new terminal of a deployment: nothing of the product is set. */
const terminal: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...noRegistry,
}

function aFolder(): string {
  const folder = temporaryFolder("focus-sat-production-")
  stops.add("The folder", async () => rmSync(folder, { recursive: true, force: true }))
  copyTrackedFiles(folder)
  return folder
}

test("without packages every command of a deployment says what is missing and installs nothing", async () => {
  const folder = aFolder()
  for (const command of commands) {
    const { code, output } = await runIn(folder, npmRun(command), terminal)
    expect([command, code, output]).toEqual([command, 1, expect.stringContaining("node_modules lacks")])
  }
  expect(fingerprint(join(folder, "node_modules"))).toBe("nothing")
})

test("without the packages of development the commands run; without another one they end", async () => {
  const folder = aFolder()
  const packages = join(folder, "node_modules")
  linkProductionPackages(folder)
  const before = fingerprint(packages)
  const answers = { serve: "Environment not usable", migrate: "Set DATABASE_URL" }
  for (const [command, words] of Object.entries(answers)) {
    const { code, output } = await runIn(folder, npmRun(command), terminal)
    expect([command, code, output]).toEqual([command, 1, expect.stringContaining(words)])
  }
  expect(fingerprint(packages)).toBe(before)

  writeFileSync(join(packages, ".package-lock.json"), JSON.stringify({ packages: {} }))
  unlinkSync(join(packages, "pino"))
  const damaged = fingerprint(packages)
  for (const command of commands) {
    const { code, output } = await runIn(folder, npmRun(command), terminal)
    expect([command, code, output]).toEqual([command, 1, expect.stringContaining("Nothing was installed")])
  }
  expect(fingerprint(packages)).toBe(damaged)
})

// Minutes of installing: only when the drill is run by itself.
if (isFull) {
  test(
    "an installation without packages of development serves and runs every command",
    serveAndRunEveryCommand,
  )
}

async function serveAndRunEveryCommand() {
  const folder = aFolder()
  const packages = join(folder, "node_modules")
  const withRegistry = { ...process.env, npm_config_audit: "false", npm_config_fund: "false" }
  const installed = await runIn(folder, ["npm", "ci", "--omit=dev", "--prefer-offline"], withRegistry)
  expect(installed).toMatchObject({ code: 0 })
  const distDir = process.env["NEXT_DIST_DIR"] ?? ".next"
  cpSync(join(projectRoot, distDir), join(folder, distDir), { recursive: true })
  rmSync(join(folder, distDir, "cache"), { recursive: true, force: true })
  const before = fingerprint(packages)

  const env = await aDeployment()
  const runs = await everyCommand(folder, env)
  for (const [words, ended] of Object.entries(runs))
    expect([words, ended]).toEqual([words, { ...ended, code: 0 }])
  expect(await statusesOfServe(folder, env)).toEqual({ "/api/health": 200, "/autentificare": 200 })
  expect(fingerprint(packages)).toBe(before)
  const [size] = (await runIn(folder, ["du", "-sm", "node_modules"], terminal)).output.split("\t")
  report("production-install", { commands: Object.keys(runs).length, megabytes: Number(size) })
}

/** The environment of a deployment with an empty database. */
async function aDeployment(): Promise<NodeJS.ProcessEnv> {
  const own = await startOwnDatabase(stops, { name: "production", connections: 1 })
  await createDatabase(own.server.url("postgres"), "deployed")
  const url = new URL(own.url)
  url.pathname = "/deployed"
  const ofTests = /^(E2E_|VITEST|TEST$|PRODUCT$|DRILL_|npm_)/
  const ours = Object.entries(process.env).filter(([name]) => !ofTests.test(name))
  return {
    ...Object.fromEntries(ours),
    ...noRegistry,
    NODE_ENV: "production",
    DATABASE_URL: url.href,
    DATABASE_DIRECT_URL: own.server.url("deployed"),
  }
}

async function everyCommand(folder: string, env: NodeJS.ProcessEnv) {
  writeFileSync(join(folder, "cards.csv"), "serial,status\n02000000001,in_service\n")
  const offers = [{ code: "familia-1", months: 1, priceBani: 4_400 }]
  const catalogue = { packages: [{ code: "familia", name: "Familia", offers }] }
  writeFileSync(join(folder, "catalogue.json"), JSON.stringify(catalogue))
  const all = [
    ["migrate"],
    ["import", "--", "smartcards", "cards.csv"],
    ["import", "--", "catalogue", "catalogue.json"],
    ["export", "--", "invoices", "--from", "2026-01-01", "--to", "2026-12-31"],
    ...["payments", "withdrawals", "entitlements"].map((list) => ["operator", "--", list]),
    ...["status", "preview"].map((list) => ["operator", "--", "alerts", list]),
  ]
  const ends: Record<string, Awaited<ReturnType<typeof runIn>>> = {}
  for (const words of all) ends[words.join(" ")] = await runIn(folder, npmRun(...words), env)
  return ends
}

async function statusesOfServe(folder: string, env: NodeJS.ProcessEnv) {
  const port = String(await freePort())
  const serving = await startChild("npm", ["run", "--silent", "serve"], {
    cwd: folder,
    env: { ...env, PORT: port },
    stdio: "ignore",
  })
  stops.add("The product", () => serving.stop("SIGTERM", 30_000))
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status: code }) => code,
      () => 0,
    )
  for (let tries = 0; tries < 300 && !serving.hasEnded() && (await status("/api/health")) !== 200; tries++)
    await sleep(100)
  const statuses = {
    "/api/health": await status("/api/health"),
    "/autentificare": await status("/autentificare"),
  }
  await serving.stop("SIGTERM", 30_000)
  return statuses
}
