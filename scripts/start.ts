import { migrateDatabase } from "@/db/migrate"
import { isLoopback } from "@/lib/runtime/loopback"
import { serveApp } from "./lib/app-server"
import { build, buildFingerprint, isBuilt } from "./lib/build"
import type { Child } from "./lib/child"
import { inDataFolder, localSecrets, type Secrets } from "./lib/data-folder"
import { createDatabase } from "./lib/databases"
import { endEarlierRun, forgetRun, recordRun } from "./lib/earlier-run"
import { chooseAddress, isSet, loadDotEnv, productEnvironment } from "./lib/local-environment"
import { localStandIns } from "./lib/local-stand-ins"
import { type ReservedPort, reservePortOrAny } from "./lib/ports"
import { startPostgres } from "./lib/postgres"
import { reachableFolder } from "./lib/postgres-files"
import { publishEnvironment, withdrawEnvironment } from "./lib/running-environment"
import { startSummary } from "./lib/start-summary"
import { createStopList, note, onTermination, step } from "./lib/steps"
import { endOf, nodeWithTypeScript, runTool } from "./lib/tools"

/**
 * `npm start`: starts everything that the product needs on this machine, then its production build.
 * `npm run dev`: the same with hot reload. A variable that is set (.env.example) replaces the part that would
 * start. A second run beside the first needs its own DATA_FOLDER (default .data); NEXT_DIST_DIR is the build
 * (.next).
 */
const command = process.argv[2] === "dev" ? "dev" : "start"
const distDir = process.env.NEXT_DIST_DIR || ".next"
const databaseName = "focus_sat"

const stops = createStopList()
const children: number[] = []
const started = performance.now()

onTermination(async (reason) => {
  if (!stops.isStopping()) console.log(`\nStopping (${reason}) …`)
  await stopEverything()
  console.log("Stopped.")
  process.exit(0)
})

try {
  await main()
} catch (error) {
  // While stopping, the work under way fails; that is not an error.
  if (!stops.isStopping()) {
    console.error(`\n${error instanceof Error ? error.message : error}`)
    await stops.stop()
    process.exit(1)
  }
}

async function main() {
  console.log(`Contul meu Focus Sat (${command === "dev" ? "development" : "production build"})`)
  loadDotEnv()
  await endEarlierRun(note)
  const secrets = localSecrets()
  const { appUrl, reserved, moved } = await chooseAddress()
  recordRun(children)
  if (moved) note(`Port 3000 is taken by another program: using ${reserved.port}`)

  const databaseUrl = process.env.DATABASE_URL || (await startDatabase(secrets.DATABASE_PASSWORD))
  await step("Migrating the database", () => migrateDatabase(process.env.DATABASE_DIRECT_URL || databaseUrl))
  const standIns = await startStandIns(appUrl, secrets)
  const env = productEnvironment({ appUrl, databaseUrl, ...standIns, secrets })
  const isDemo = await loadDemoData(env, secrets.DEMO_PASSWORD)
  if (command === "start") await buildIfChanged(env)
  publishEnvironment(env)
  await serve(env, reserved)
  console.log(`\nReady in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`)
  const demoPassword = isDemo ? secrets.DEMO_PASSWORD : undefined
  console.log(`${startSummary({ env, ...standIns, demoPassword, isDevelopment: command === "dev" })}\n`)
}

async function startDatabase(password: string): Promise<string> {
  return step("Starting PostgreSQL", async () => {
    const folder = reachableFolder(inDataFolder("postgres"))
    const server = await startPostgres({ folder, password, temporary: false })
    stops.add("PostgreSQL", server.stop)
    stopWhenEnded("PostgreSQL", server.ended)
    await createDatabase(server.url("postgres"), databaseName)
    return server.url(databaseName)
  })
}

/** Starts a stand-in for each service that the environment does not name. */
async function startStandIns(appUrl: string, secrets: Secrets) {
  const start = async (
    name: keyof typeof localStandIns,
    { variable, port, file }: { variable: string; port: number; file: string },
  ) => {
    if (isSet(variable)) return undefined
    if (!isLoopback(appUrl)) {
      throw new Error(
        `APP_URL is ${appUrl}: the ${name} stand-in works on this machine only, set ${variable} and its secrets`,
      )
    }
    return step(`Starting the ${name} stand-in`, async () => {
      const reserved = await reservePortOrAny(port)
      await reserved.release()
      const place = { port: reserved.port, file: inDataFolder(file) }
      const standIn = await localStandIns[name]({ appUrl, secrets, ...place })
      stops.add(`The ${name} stand-in`, standIn.close)
      return standIn.url
    })
  }
  return {
    mailUrl: await start("mail", { variable: "RESEND_API_KEY", port: 3025, file: "mails.jsonl" }),
    paymentsUrl: await start("payment", { variable: "STRIPE_SECRET_KEY", port: 3026, file: "payments.json" }),
    gatewayUrl: await start("gateway", { variable: "ENTITLEMENT_URL", port: 3027, file: "gateway.json" }),
  }
}

/** Loads invented cards and packages when this run started the database, or when DEMO_DATA=1. */
async function loadDemoData(env: NodeJS.ProcessEnv, password: string): Promise<boolean> {
  if ((process.env.DEMO_DATA || (isSet("DATABASE_URL") ? "0" : "1")) !== "1") return false
  await step("Loading demo data", () =>
    runTool({
      ...nodeWithTypeScript("scripts/demo-data/load.ts"),
      env: { ...env, DEMO_PASSWORD: password },
      log: inDataFolder("demo-data.log"),
      onStart: (child) => stopWithUs("Demo data", child),
    }),
  )
  return true
}

async function buildIfChanged(env: NodeJS.ProcessEnv) {
  const wanted = { distDir, env, onStart: (child: Child) => stopWithUs("The build", child) }
  const fingerprint = buildFingerprint(env)
  if (isBuilt(wanted, fingerprint)) note("The build is up to date")
  else await step("Building (once, until sources change)", () => build(wanted, fingerprint))
  env.NEXT_DEPLOYMENT_ID = fingerprint
}

async function serve(env: NodeJS.ProcessEnv, reserved: ReservedPort) {
  const log = command === "start" ? inDataFolder("app.log") : undefined
  const app = await step("Starting the application", () =>
    serveApp({
      command,
      reserved,
      ...(isLoopback(env.APP_URL ?? "") && { host: "127.0.0.1" }),
      env: { ...env, NEXT_DIST_DIR: distDir, ...(command === "dev" && { NODE_ENV: "development" }) },
      ...(log && { log }),
      onStart: (child) => stopWithUs("The application", child),
    }),
  )
  stopWhenEnded("The application", app.ended, log)
}

/** The stop list ends the children in the opposite order of their start. */
function stopWithUs(name: string, child: Child) {
  children.push(child.pid)
  recordRun(children)
  stops.add(name, () => child.stop("SIGTERM", 25_000))
}

async function stopEverything() {
  await stops.stop()
  forgetRun()
  withdrawEnvironment()
}

/** Stops the run when one of its parts crashes. */
function stopWhenEnded(name: string, ended: Promise<string>, log?: string) {
  ended
    .then(async (end) => {
      if (stops.isStopping()) return
      console.error(`\n${name} ended by itself: ${end}${endOf(log)}`)
      await stopEverything()
      process.exit(1)
    })
    .catch((error: unknown) => console.error(error))
}
