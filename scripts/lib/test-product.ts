import { randomBytes } from "node:crypto"
import { migrateDatabase } from "@/db/migrate"
import { serveApp } from "./app-server"
import { build, buildFingerprint, isBuilt } from "./build"
import { type Child, processTree } from "./child"
import { inDataFolder, localSecrets, type Secrets } from "./data-folder"
import { createDatabase, createProductRole } from "./databases"
import { type LocalUrls, productEnvironment } from "./local-environment"
import { localStandIns } from "./local-stand-ins"
import { type ReservedPort, reservePortOrAny } from "./ports"
import { startPostgres } from "./postgres"
import { temporaryFolder } from "./postgres-files"
import { note, type StopList, step } from "./steps"
import { endOf, nodeWithTypeScript, runTool } from "./tools"

const testDistDir = ".next-test"
/** With the same port as last time, the build of last time still fits; any other free port works too. */
const preferredPort = 3_947

type Stage = {
  readonly stops: StopList
  readonly onStart: (child: Child) => void
}

export type Product = {
  /** The environment of the application. */
  readonly env: NodeJS.ProcessEnv
  readonly databaseUrl: string
  readonly urls: LocalUrls
  readonly ports: readonly [ReservedPort, ReservedPort]
}

/** Starts everything that the application needs except its build: database, stand-ins, demo data. */
export async function startGround({ stops, onStart }: Stage): Promise<Product> {
  const secrets = localSecrets()
  const databaseUrl = await step("Starting PostgreSQL", () => startDatabase(stops))
  await step("Migrating the database", () => migrateDatabase(databaseUrl))
  const ports = [await reservePortOrAny(preferredPort), await reservePortOrAny(0)] as const
  const appUrl = `http://localhost:${ports[0].port}`
  const standIns = await startStandIns(appUrl, secrets, stops)
  const urls = { appUrl, databaseUrl: await createProductRole(databaseUrl), ...standIns }
  const env = testEnvironment(urls, secrets)
  await step("Loading demo data", () =>
    runTool({
      ...nodeWithTypeScript("scripts/demo-data/load.ts"),
      env,
      log: inDataFolder("test-demo-data.log"),
      onStart,
    }),
  )
  return { env, databaseUrl, urls, ports }
}

async function startStandIns(appUrl: string, secrets: Secrets, stops: StopList) {
  const start = async (name: keyof typeof localStandIns) => {
    const standIn = await localStandIns[name]({ appUrl, secrets, port: 0 })
    stops.add(`The ${name} stand-in`, standIn.close)
    return standIn.url
  }
  return {
    mailUrl: await start("mail"),
    paymentsUrl: await start("payment"),
    gatewayUrl: await start("gateway"),
  }
}

async function startDatabase(stops: StopList): Promise<string> {
  const password = randomBytes(16).toString("hex")
  const server = await startPostgres({ folder: temporaryFolder("focus-sat-e2e-"), password, temporary: true })
  stops.add("PostgreSQL", server.stop)
  await createDatabase(server.url("postgres"), "focus_sat")
  return server.url("focus_sat")
}

/** Without the user's own settings, so that a run is the same on every machine. */
function testEnvironment(urls: LocalUrls, secrets: Secrets): NodeJS.ProcessEnv {
  const settings =
    /^(SELLER_|MAIL_FROM|UNSOLICITED_|SERIAL_LENGTH|SMARTCARD_|TRUSTED_IP_HEADER|AUTH_SECRET|CRON_SECRET|DATABASE_|NEXT_|STRIPE_|ENTITLEMENT_)/
  for (const name of Object.keys(process.env)) if (settings.test(name)) delete process.env[name]
  const env = productEnvironment({ ...urls, secrets })
  const settingsOfTests = {
    TRUSTED_IP_HEADER: "x-client-ip",
    UNSOLICITED_MAILS_PER_HOUR: "20000",
    OPERATOR_NAME: "Olga Operator",
  }
  return { ...env, ...settingsOfTests, DEMO_PASSWORD: secrets.DEMO_PASSWORD }
}

/** Builds unless the last build fits; sets the folder and the id of the build in `env`. */
export async function buildProduct({ env }: Product, onStart: (child: Child) => void) {
  const fingerprint = buildFingerprint(env)
  const wanted = { distDir: testDistDir, env, onStart }
  if (isBuilt(wanted, fingerprint)) note("The build is up to date")
  else await step("Building", () => build(wanted, fingerprint))
  env.NEXT_DIST_DIR = testDistDir
  env.NEXT_DEPLOYMENT_ID = fingerprint
}

/**
 * Starts the application twice, once as `next start` and once as `npm run serve`.
 * Returns the environment of the end-to-end tests and the drills.
 */
export async function serveProduct(product: Product, onStart: (child: Child) => void) {
  const { env, ports } = product
  const log = inDataFolder("test-app.log")
  const start = (command: "start" | "serve", reserved: ReservedPort) =>
    serveApp({ command, env, log, reserved, onStart })
  const children = await step("Starting the application, twice", () =>
    Promise.all([start("start", ports[0]), start("serve", ports[1])]),
  ).catch((error: unknown) => {
    throw new Error(`${error}${endOf(log)}`)
  })
  const pids = children.flatMap(({ pid }) => processTree(pid))
  return { ...env, ...testVariables(product), E2E_PIDS: pids.join(",") }
}

function testVariables({ env, databaseUrl, urls, ports }: Product) {
  return {
    E2E_BASE_URL: urls.appUrl,
    E2E_SECOND_URL: `http://localhost:${ports[1].port}`,
    E2E_MAIL_URL: urls.mailUrl,
    E2E_PAYMENTS_URL: urls.paymentsUrl,
    E2E_GATEWAY_URL: urls.gatewayUrl,
    E2E_AUTH_SECRET: env.AUTH_SECRET,
    E2E_STRIPE_KEY: env.STRIPE_SECRET_KEY,
    E2E_STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    E2E_DATABASE_URL: databaseUrl,
    E2E_RESEND_KEY: env.RESEND_API_KEY,
  }
}
