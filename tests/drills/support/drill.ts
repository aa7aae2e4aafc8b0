import { randomInt } from "node:crypto"
import { afterAll, expect, vi } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { buildTestApp } from "@/tests/support/build-test-app"
import { violations } from "@/tests/support/invariants"
import { mailStandIn } from "@/tests/support/stand-ins"

/** What the runner (scripts/test.ts) hands to the drills: two processes of the product on one database. */
export const environment = {
  appUrl: required("E2E_BASE_URL"),
  servers: [required("E2E_BASE_URL"), required("E2E_SECOND_URL")] as const,
  serverPids: required("E2E_PIDS").split(",").map(Number),
  mailUrl: required("E2E_MAIL_URL"),
  databaseUrl: required("E2E_DATABASE_URL"),
  apiKey: required("E2E_RESEND_KEY"),
  paymentsUrl: required("E2E_PAYMENTS_URL"),
  webhookSecret: required("E2E_STRIPE_WEBHOOK_SECRET"),
}

const db = createDb(environment.databaseUrl, { max: 10 })
/** The invariants hold after every drill. */
afterAll(async () => {
  try {
    expect(await violations(db), "invariants").toEqual([])
  } finally {
    await closeDb(db)
  }
})

/** An App on the database of the servers: to store what a drill starts from, and to read what it left. */
export const app = buildTestApp({
  db,
  now: () => new Date(),
  appUrl: environment.appUrl,
  authSecret: required("E2E_AUTH_SECRET"),
  mail: createResendTransport({ apiKey: environment.apiKey, baseUrl: environment.mailUrl }),
  payments: createStripeProvider({
    secretKey: required("E2E_STRIPE_KEY"),
    webhookSecret: environment.webhookSecret,
    apiUrl: environment.paymentsUrl,
  }),
  entitlements: createHttpGateway({
    url: required("ENTITLEMENT_URL"),
    secret: required("ENTITLEMENT_SECRET"),
  }),
})

let addresses = 0
const run = Date.now().toString(36)

/** An unused address. All have one length, so that answers that repeat it can be compared. */
export function freshEmail(): string {
  addresses += 1
  return `drill-${run}-${String(addresses).padStart(6, "0")}@exemplu.ro`
}

/** Random for each drill file: the database still holds the rate limits of the addresses of earlier files. */
let ips = randomInt(2 ** 24)

/** An unused client address. */
export function freshIp(): string {
  ips += 1
  return `10.${(ips >> 16) & 255}.${(ips >> 8) & 255}.${ips & 255}`
}

const { to: readMails } = mailStandIn(environment.mailUrl, environment.apiKey)

/** The accepted mails to an address. Waits up to 20 seconds until there are at least `count`. */
export const mailsTo = (address: string, count = 1) =>
  vi.waitUntil(
    async () => {
      const mails = await readMails(address)
      return mails.length >= count && mails
    },
    { timeout: 20_000, interval: 100 },
  )

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the drills with npm test or npm run drill`)
  return value
}
