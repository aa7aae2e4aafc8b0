import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What product code reads from its environment in a test. Databases and the mail stand-in are made per run. */
const environment = {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgres://tests-make-their-own.invalid/none",
  AUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  CRON_SECRET: "a-cron-secret-for-tests-only-0123456789abcdef",
  RESEND_API_KEY: "re_tests_make_their_own",
  STRIPE_SECRET_KEY: "sk_test_tests_make_their_own",
  STRIPE_WEBHOOK_SECRET: "whsec_for_tests_only",
  ENTITLEMENT_URL: "http://gateway-of-the-tests.invalid",
  ENTITLEMENT_SECRET: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  MAIL_FROM: "Focus Sat <cont@focussat.example>",
  SELLER_NAME: "Vânzător de probă SRL",
  SELLER_CUI: "RO17030766",
  SELLER_REGISTER_NUMBER: "J40/123/2020",
  SELLER_ADDRESS: "Strada Exemplului 1, Sector 1, București",
  SELLER_PHONE: "021 000 00 00",
  SELLER_EMAIL: "relatii@focussat.example",
}

const pure = ["lib/domain/**/*.test.ts", "components/**/*.test.{ts,tsx}", "emails/**/*.test.{ts,tsx}"]
const pureScripts = ["{cli,scripts,stand-ins}/**/*.test.ts", "tests/unit/**/*.test.ts", "*.test.ts"]
const everything = ["{app,db,lib,tests}/**/*.test.{ts,tsx}"]
const never = ["**/node_modules/**", ".next/**"]

export default defineConfig({
  resolve: {
    alias: { "server-only": here("scripts/lib/server-only.ts"), "@": here(".").replace(/\/$/, "") },
  },
  test: {
    env: environment,
    setupFiles: ["tests/support/setup.ts"],
    restoreMocks: true,
    // For a slow machine: no test passes or fails by its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: [...pure, ...pureScripts], exclude: never } },
      {
        extends: true,
        test: {
          name: "database",
          include: everything,
          exclude: [...never, ...pure, "tests/unit/**"],
          globalSetup: ["tests/support/global-setup.ts"],
        },
      },
      // Run by scripts/test.ts, against a built product in two processes.
      {
        extends: true,
        test: {
          name: "drills",
          include: ["tests/drills/**/*.drill.ts"],
          exclude: never,
          fileParallelism: false,
          testTimeout: 1_800_000,
        },
      },
    ],
  },
})
