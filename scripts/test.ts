import { findChromium } from "./lib/chromium"
import { findFirefox } from "./lib/firefox"
import { createStages } from "./lib/stages"
import { createStopList, note, onTermination } from "./lib/steps"
import { buildProduct, serveProduct, startGround } from "./lib/test-product"

/**
 * `npm test`: static checks, unit and database tests, a small simulation, then end-to-end tests, npm commands
 * and small drills against a production build with its own database and stand-ins. `npm run test:e2e --
 * [Playwright's arguments]` and `npm run drill -- [name] [small]` run one of the parts.
 */
const part = process.argv[2]
const moreArguments = process.argv.slice(3).filter((one) => one !== "small")
const isSmall = part !== "drill" || process.argv.includes("small")

const started = performance.now()
const stops = createStopList()
const stages = createStages(stops)
onTermination(async (reason) => {
  console.log(`\nStopping (${reason}) …`)
  await stops.stop()
  process.exit(130)
})

if (!part) {
  await stages.npmScript("static checks", "check")
  await stages.vitest("unit and database tests", ["--project=unit", "--project=database"])
  await stages.vitest("simulation", ["--project=simulation"])
}
try {
  await againstProduct()
} catch (error) {
  if (!stops.isStopping()) console.error(error instanceof Error ? error.message : error)
  stages.failed("the product for the tests")
}
await stops.stop()
const allPassed = stages.printSummary()
note(`${Math.round((performance.now() - started) / 1_000)} s in all`)
process.exit(allPassed ? 0 : 1)

async function againstProduct() {
  const env = runningProduct() ?? (await stages.prepare("the product for the tests", startProduct))
  if (part !== "drill") {
    await stages.npmScript("first-load budgets", "check:budget", env)
    await stages.playwright(moreArguments, env)
  }
  if (!part) {
    await stages.vitest("npm commands", ["--project=commands"], { ...env, PRODUCT: JSON.stringify(env) })
  }
  if (part !== "e2e") {
    const names = part === "drill" ? moreArguments : []
    const size = { DRILL_SIZE: isSmall ? "small" : "full" }
    await stages.vitest("drills", ["--project=drills", ...names], { ...env, ...size })
  }
}

/** The environment of a product that is already running: `npm test` starts the other commands with it. */
function runningProduct(): NodeJS.ProcessEnv | undefined {
  return process.env.E2E_BASE_URL ? process.env : undefined
}

async function startProduct(): Promise<NodeJS.ProcessEnv> {
  const chromium = await findChromium()
  note(`Chromium: ${chromium.path} (${chromium.origin})`)
  const firefox = findFirefox()
  note(
    firefox
      ? `Firefox: ${firefox.path} (${firefox.origin})`
      : "Firefox: none found, so its journey is not run",
  )
  const product = await startGround({ stops, onStart: stages.onStart })
  await buildProduct(product, stages.onStart)
  return {
    ...(await serveProduct(product, stages.onStart)),
    CHROMIUM_PATH: chromium.path,
    ...(firefox && { FIREFOX_PATH: firefox.path }),
  }
}
