import { migrateDatabase } from "@/db/migrate"
import { startGatewayStandIn } from "@/stand-ins/gateway/stand-in"
import { startMailStandIn } from "@/stand-ins/resend/stand-in"
import { startPaymentStandIn } from "@/stand-ins/stripe/stand-in"
import { serveApp } from "./lib/app-server"
import { build, buildFingerprint, isBuilt } from "./lib/build"
import type { Child } from "./lib/child"
import { inDataFolder, localSecrets } from "./lib/data-folder"
import { endEarlierRun, forgetRun, recordRun } from "./lib/earlier-run"
import { chooseAddress, isLoopback, isSet, loadDotEnv, productEnvironment } from "./lib/local-environment"
import { type ReservedPort, reservePortOrAny } from "./lib/ports"
import { createDatabase, reachableFolder, startPostgres } from "./lib/postgres"
import { publishEnvironment, withdrawEnvironment } from "./lib/running-environment"
import { createStopList, note, onTermination, step } from "./lib/steps"
import { endOf, nodeWithTypeScript, runTool } from "./lib/tools"

/**
 * `npm start`: everything that the product needs, on this machine, then its production build; `npm run dev`: the same
 * with hot reload. A variable that is set (see .env.example) replaces the part that would be started.
 */
const command = process.argv[2] === "dev" ? "dev" : "start"
const distDir = ".next"
const databaseName = "focus_sat"
const preferredMailPort = 3025
const preferredPaymentsPort = 3026
const preferredGatewayPort = 3027
const demoAddress = "demo@focussat.example"

const stops = createStopList()
const children: number[] = []
const started = performance.now()

onTermination(async (reason) => {
  if (!stops.isStopping()) console.log(`\nStopping (${reason}) …`)
  await stops.stop()
  forgetRun()
  withdrawEnvironment()
  console.log("Stopped.")
  process.exit(0)
})

try {
  await main()
} catch (error) {
  // Stopping ends what is under way, which then fails: that is no news.
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
  const address = await chooseAddress()
  recordRun(children)
  if (address.moved) note(`Port 3000 is taken by another program: using ${address.reserved.port}`)

  const databaseUrl = process.env.DATABASE_URL || (await startDatabase(secrets.DATABASE_PASSWORD))
  await step("Migrating the database", () => migrateDatabase(process.env.DATABASE_DIRECT_URL || databaseUrl))
  const mailUrl = isSet("RESEND_API_KEY")
    ? undefined
    : await startMail(address.appUrl, secrets.RESEND_WEBHOOK_SECRET)
  const paymentsUrl = isSet("STRIPE_SECRET_KEY")
    ? undefined
    : await startPayments(address.appUrl, secrets.STRIPE_WEBHOOK_SECRET)
  const gatewayUrl = isSet("ENTITLEMENT_URL")
    ? undefined
    : await startGateway(address.appUrl, secrets.ENTITLEMENT_SECRET)
  const local = { appUrl: address.appUrl, databaseUrl, mailUrl, paymentsUrl, gatewayUrl, secrets }
  const env = productEnvironment(local)
  const demo = await loadDemoData(env, secrets.DEMO_PASSWORD)
  if (command === "start") await buildIfChanged(env)
  publishEnvironment(env)
  await serve(env, address.reserved)
  printSummary({
    env,
    mailUrl,
    paymentsUrl,
    gatewayUrl,
    demoPassword: demo ? secrets.DEMO_PASSWORD : undefined,
  })
}

async function startDatabase(password: string): Promise<string> {
  return step("Starting PostgreSQL", async () => {
    const server = await startPostgres({
      folder: reachableFolder(inDataFolder("postgres")),
      password,
      temporary: false,
    })
    stops.add("PostgreSQL", server.stop)
    server.ended.then((end) => stopAfterCrash("PostgreSQL", end))
    await createDatabase(server.url("postgres"), databaseName)
    return server.url(databaseName)
  })
}

async function startMail(appUrl: string, secret: string): Promise<string> {
  if (!isLoopback(appUrl)) {
    throw new Error(`APP_URL is ${appUrl}: the mail stand-in is for this machine only, set RESEND_API_KEY`)
  }
  return step("Starting the mail stand-in", async () => {
    const { port, release } = await reservePortOrAny(preferredMailPort)
    await release()
    const webhook = { url: `${appUrl}/api/webhooks/resend`, secret }
    const mail = await startMailStandIn({ port, file: inDataFolder("mails.jsonl"), webhook })
    stops.add("The mail stand-in", mail.close)
    return mail.url
  })
}

async function startPayments(appUrl: string, secret: string): Promise<string> {
  if (!isLoopback(appUrl)) {
    throw new Error(
      `APP_URL is ${appUrl}: the payment stand-in is for this machine only, set STRIPE_SECRET_KEY`,
    )
  }
  return step("Starting the payment stand-in", async () => {
    const { port, release } = await reservePortOrAny(preferredPaymentsPort)
    await release()
    const webhook = { url: `${appUrl}/api/webhooks/stripe`, secret }
    const payments = await startPaymentStandIn({ port, file: inDataFolder("payments.json"), webhook })
    stops.add("The payment stand-in", payments.close)
    return payments.url
  })
}

async function startGateway(appUrl: string, secret: string): Promise<string> {
  if (!isLoopback(appUrl)) {
    throw new Error(
      `APP_URL is ${appUrl}: the gateway stand-in is for this machine only, set ENTITLEMENT_URL and ENTITLEMENT_SECRET`,
    )
  }
  return step("Starting the gateway stand-in", async () => {
    const { port, release } = await reservePortOrAny(preferredGatewayPort)
    await release()
    const gateway = await startGatewayStandIn({ port, secret, file: inDataFolder("gateway.json") })
    stops.add("The gateway stand-in", gateway.close)
    return gateway.url
  })
}

/** Made-up cards and packages belong in a database of our own, or where they are asked for. */
async function loadDemoData(env: NodeJS.ProcessEnv, password: string): Promise<boolean> {
  if ((process.env.DEMO_DATA || (isSet("DATABASE_URL") ? "0" : "1")) !== "1") return false
  await step("Loading demo data", () =>
    runTool({
      ...nodeWithTypeScript("scripts/demo-data.ts"),
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
      env: command === "dev" ? { ...env, NODE_ENV: "development" } : env,
      log,
      onStart: (child) => stopWithUs("The application", child),
    }),
  )
  app.ended.then((end) => stopAfterCrash("The application", end + endOf(log)))
}

/** In the order of starting; stopping goes the other way. */
function stopWithUs(name: string, child: Child) {
  children.push(child.pid)
  recordRun(children)
  stops.add(name, () => child.stop("SIGTERM", 25_000))
}

async function stopAfterCrash(name: string, end: string) {
  if (stops.isStopping()) return
  console.error(`\n${name} ended by itself: ${end}`)
  await stops.stop()
  forgetRun()
  withdrawEnvironment()
  process.exit(1)
}

type Running = {
  readonly env: NodeJS.ProcessEnv
  readonly mailUrl?: string | undefined
  readonly paymentsUrl?: string | undefined
  readonly gatewayUrl?: string | undefined
  readonly demoPassword?: string | undefined
}

function printSummary({ env, mailUrl, paymentsUrl, gatewayUrl, demoPassword }: Running) {
  const lines = [
    ["Application", `${env.APP_URL}`],
    ["Inbox", mailUrl ? `${mailUrl}/inbox` : "at the mail provider: RESEND_API_KEY is set"],
    ["Paying", paymentsUrl ? "a stand-in's page: no money moves" : "at Stripe: STRIPE_SECRET_KEY is set"],
    [
      "Cards",
      gatewayUrl ? `${gatewayUrl} shows what each may decode` : "at the gateway: ENTITLEMENT_URL is set",
    ],
    ["Sign in as", demoPassword ? `${demoAddress}  ${demoPassword}` : "your own account: no demo data"],
    [
      "Smartcards",
      demoPassword
        ? "020 0000 0001 to 020 0000 0200 are free to add"
        : "npm run import -- smartcards FILE.csv",
    ],
    ["Reminders", `curl -H "Authorization: Bearer ${env.CRON_SECRET}" ${env.APP_URL}/api/cron/expiry-alerts`],
    ["Log", command === "start" ? inDataFolder("app.log") : "below"],
    ["To stop", "Ctrl-C"],
  ]
  const width = 13
  console.log(`\nReady in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`)
  for (const [name = "", value] of lines) console.log(`  ${name.padEnd(width)}${value}`)
  console.log("")
}
