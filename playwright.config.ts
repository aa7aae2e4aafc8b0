import { defineConfig, devices } from "@playwright/test"

/** scripts/test.ts starts the product and the stand-ins, names them in the environment and runs this. */
const quiet = [
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
]
const isRoot = process.getuid?.() === 0

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } }
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } }
const everyForm = [
  "journey.spec.ts",
  "claims.spec.ts",
  "bad-input.spec.ts",
  "settings.spec.ts",
  "billing.spec.ts",
  "order.spec.ts",
  "checkout.spec.ts",
  "renew.spec.ts",
  "activation.spec.ts",
  "withdrawal.spec.ts",
  "alerts.spec.ts",
  "calendar.spec.ts",
]

/** A Firefox as people have it, over WebDriver BiDi, where scripts/test.ts found one. */
const firefox = process.env.FIREFOX_PATH
  ? [
      {
        name: "Firefox",
        use: {
          ...devices["Desktop Firefox"],
          viewport: { width: 1280, height: 800 },
          channel: "moz-firefox",
          launchOptions: { executablePath: process.env.FIREFOX_PATH },
        },
        testMatch: ["journey.spec.ts", "order.spec.ts", "activation.spec.ts"],
        // Playwright loses the page of this test in Firefox once axe has looked at it.
        grepInvert: /shows the new state without a reload/,
      },
    ]
  : []

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/import-cards.ts",
  fullyParallel: true,
  forbidOnly: true,
  // scripts/lib/test-results.ts names what needed the second try and fails a run with many.
  retries: 1,
  workers: 3,
  // Long enough for a busy machine of two cores: a limit finds what hangs, benchmarks measure speed.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...(process.env.E2E_BASE_URL && { baseURL: process.env.E2E_BASE_URL }),
    locale: "ro-RO",
    timezoneId: "Europe/Bucharest",
    // Recording a trace doubles the processor time of a test. E2E_TRACE=1 keeps the traces of failed tests.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: isRoot ? ["--no-sandbox", ...quiet] : quiet,
    },
  },
  projects: [
    { name: "desktop", use: desktop },
    { name: "phone", use: phone },
    {
      name: "desktop without JavaScript",
      use: { ...desktop, javaScriptEnabled: false },
      testMatch: everyForm,
    },
    { name: "phone without JavaScript", use: { ...phone, javaScriptEnabled: false }, testMatch: everyForm },
    ...firefox,
  ],
})
