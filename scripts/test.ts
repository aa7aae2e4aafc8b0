import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { migrateDatabase } from "@/db/migrate"
import { startGatewayStandIn } from "@/stand-ins/gateway/stand-in"
import { startMailStandIn } from "@/stand-ins/resend/stand-in"
import { startPaymentStandIn } from "@/stand-ins/stripe/stand-in"
import { serveApp } from "./lib/app-server"
import { build, buildFingerprint, isBuilt } from "./lib/build"
import type { Child } from "./lib/child"
import { findChromium } from "./lib/chromium"
import { inDataFolder, localSecrets } from "./lib/data-folder"
import { productEnvironment } from "./lib/local-environment"
import { reservePortOrAny } from "./lib/ports"
import { createDatabase, createProductRole, startPostgres, temporaryFolder } from "./lib/postgres"
import { createStopList, note, onTermination, step } from "./lib/steps"
import { sumUp, type Tally, tallyOfPlaywright, tallyOfVitest } from "./lib/test-results"
import { endOf, nodeWithTypeScript, runTool } from "./lib/tools"

/**
 * `npm test`: static checks, unit and database tests, end-to-end tests against a production build with a database and
 * stand-ins of its own, and the drills in their small form. `npm run test:e2e -- [Playwright's arguments]` and
 * `npm run drill -- [name] [small]`: those parts alone, the drills in full.
 */
const part = process.argv[2]
const moreArguments = process.argv.slice(3).filter((one) => one !== "small")
const isSmall = part !== "drill" || process.argv.includes("small")
const distDir = ".next-test"
/** A port that stays the same lets the next run use the same build; another one is as good. */
const preferredPort = 3_947

const stops = createStopList()
onTermination(async (reason) => {
  console.log(`\nStopping (${reason}) …`)
  await stops.stop()
  process.exit(130)
})

const tallies: Tally[] = []
if (!part) {
  tallies.push(await check("static checks", ["run", "--silent", "check"]))
  tallies.push(await unitTests())
}
tallies.push(...(await againstProduct()))
await stops.stop()

const { line, good } = sumUp(tallies)
console.log("")
for (const { name, passed, failed } of tallies) console.log(`  ${name}: ${passed} passed, ${failed} failed`)
console.log(`\n${line}`)
process.exit(good ? 0 : 1)

async function check(name: string, npmArguments: string[], env = process.env): Promise<Tally> {
  console.log(`\n— ${name}`)
  const endedWell = await run("npm", npmArguments, env)
  return { name, passed: endedWell ? 1 : 0, failed: endedWell ? 0 : 1 }
}

async function unitTests(): Promise<Tally> {
  console.log("\n— unit and database tests")
  const report = freshReport("vitest.json")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const endedWell = await run(process.execPath, [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project=unit",
    "--project=database",
    ...reporters,
  ])
  return tallyOfVitest("unit and database tests", report, endedWell)
}

async function againstProduct(): Promise<Tally[]> {
  console.log("\n— end-to-end tests")
  try {
    const env = await startEverything()
    return part === "drill" ? [await drills(env)] : await endToEnd(env)
  } catch (error) {
    if (!stops.isStopping()) console.error(error instanceof Error ? error.message : error)
    return [{ name: "end-to-end tests", passed: 0, failed: 1 }]
  }
}

async function endToEnd(env: NodeJS.ProcessEnv): Promise<Tally[]> {
  const budget = await check("first-load budgets", ["run", "--silent", "check:budget"], env)
  const report = freshReport("playwright.json")
  const endedWell = await run(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...moreArguments],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  )
  const browser = tallyOfPlaywright(report, endedWell)
  return part === "e2e" ? [budget, browser] : [budget, browser, await drills(env)]
}

/** Attacks, races and floods of docs/security.md against two processes of the product. */
async function drills(env: NodeJS.ProcessEnv): Promise<Tally> {
  console.log("\n— drills")
  const report = freshReport("drills.json")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const names = part === "drill" ? moreArguments : []
  const endedWell = await run(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project=drills", ...reporters, ...names],
    { ...env, DRILL_SIZE: isSmall ? "small" : "full" },
  )
  return tallyOfVitest("drills", report, endedWell)
}

async function startEverything(): Promise<NodeJS.ProcessEnv> {
  const chromium = await findChromium()
  note(`Chromium: ${chromium.path} (${chromium.origin})`)
  const databaseUrl = await step("Starting PostgreSQL", startDatabase)
  await step("Migrating the database", () => migrateDatabase(databaseUrl))
  const productDatabaseUrl = await createProductRole(databaseUrl)
  const reserved = await reservePortOrAny(preferredPort)
  const appUrl = `http://localhost:${reserved.port}`
  const secrets = localSecrets()
  const mailWebhook = { url: `${appUrl}/api/webhooks/resend`, secret: secrets.RESEND_WEBHOOK_SECRET }
  const mail = await startMailStandIn({ port: 0, webhook: mailWebhook })
  stops.add("The mail stand-in", mail.close)
  const webhook = { url: `${appUrl}/api/webhooks/stripe`, secret: secrets.STRIPE_WEBHOOK_SECRET }
  const pay = await startPaymentStandIn({ port: 0, webhook })
  stops.add("The payment stand-in", pay.close)
  const gateway = await startGatewayStandIn({ port: 0, secret: secrets.ENTITLEMENT_SECRET })
  stops.add("The gateway stand-in", gateway.close)
  const urls = { mailUrl: mail.url, paymentsUrl: pay.url, gatewayUrl: gateway.url }
  const env = testEnvironment({ appUrl, databaseUrl: productDatabaseUrl, ...urls })
  await step("Loading demo data", () =>
    runTool({
      ...nodeWithTypeScript("scripts/demo-data.ts"),
      env,
      log: inDataFolder("test-demo-data.log"),
      onStart: stopWithUs,
    }),
  )
  const fingerprint = buildFingerprint(env)
  const wanted = { distDir, env, onStart: stopWithUs }
  if (isBuilt(wanted, fingerprint)) note("The build is up to date")
  else await step("Building", () => build(wanted, fingerprint))
  const served = { ...env, NEXT_DIST_DIR: distDir, NEXT_DEPLOYMENT_ID: fingerprint }
  const log = inDataFolder("test-app.log")
  const second = await reservePortOrAny(0)
  const children = await step("Starting the application, twice", () =>
    Promise.all(
      [reserved, second].map((port) =>
        serveApp({ command: "start", env: served, log, reserved: port, onStart: stopWithUs }),
      ),
    ),
  ).catch((error: unknown) => {
    throw new Error(`${error}${endOf(log)}`)
  })
  return {
    ...served,
    CHROMIUM_PATH: chromium.path,
    E2E_BASE_URL: appUrl,
    E2E_SECOND_URL: `http://localhost:${second.port}`,
    E2E_PIDS: children.map(({ pid }) => pid).join(","),
    E2E_MAIL_URL: mail.url,
    E2E_PAYMENTS_URL: pay.url,
    E2E_GATEWAY_URL: gateway.url,
    E2E_STRIPE_KEY: env.STRIPE_SECRET_KEY,
    E2E_STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    E2E_DATABASE_URL: databaseUrl,
    E2E_RESEND_KEY: env.RESEND_API_KEY,
  }
}

async function startDatabase(): Promise<string> {
  const password = randomBytes(16).toString("hex")
  const server = await startPostgres({ folder: temporaryFolder("focus-sat-e2e-"), password, temporary: true })
  stops.add("PostgreSQL", server.stop)
  await createDatabase(server.url("postgres"), "focus_sat")
  return server.url("focus_sat")
}

/** Nothing of the user's own settings: the same run everywhere. */
function testEnvironment(own: {
  appUrl: string
  databaseUrl: string
  mailUrl: string
  paymentsUrl: string
  gatewayUrl: string
}): NodeJS.ProcessEnv {
  const secrets = localSecrets()
  const settings =
    /^(SELLER_|MAIL_FROM|SERIAL_LENGTH|TRUSTED_IP_HEADER|AUTH_SECRET|CRON_SECRET|DATABASE_|NEXT_|STRIPE_|ENTITLEMENT_)/
  for (const name of Object.keys(process.env)) if (settings.test(name)) delete process.env[name]
  const env = productEnvironment({ ...own, secrets })
  return { ...env, DEMO_PASSWORD: secrets.DEMO_PASSWORD, TRUSTED_IP_HEADER: "x-client-ip" }
}

async function run(command: string, args: string[], env = process.env): Promise<boolean> {
  if (stops.isStopping()) return false
  try {
    await runTool({ command, args, env, onStart: stopWithUs })
    return true
  } catch {
    return false
  }
}

function stopWithUs(child: Child) {
  stops.add("A part of the tests", () => child.stop("SIGTERM", 15_000))
}

/** An earlier run's report must not stand for this one. */
function freshReport(name: string): string {
  const file = inDataFolder(name)
  rmSync(file, { force: true })
  return file
}
