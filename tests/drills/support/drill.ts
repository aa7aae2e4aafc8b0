import { afterAll, expect, vi } from "vitest"
import { closeDb, createDb } from "@/db/client"
import type { App } from "@/lib/app"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { env, seller } from "@/lib/env"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { deadlineOn } from "@/lib/runtime/deadline"
import { violations } from "@/tests/support/invariants"
import { isFull } from "./size"

export { report, size } from "./size"

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
  isFull,
}

const db = createDb(environment.databaseUrl, { max: 10 })
/** After every drill, whatever it was about. */
afterAll(async () => {
  try {
    expect(await violations(db), "invariants").toEqual([])
  } finally {
    await closeDb(db)
  }
})

/** The product's own App on the servers' database: to make what a drill starts from, and to read what it left. */
export const app: App = {
  db,
  mail: {
    ...createResendTransport({ apiKey: environment.apiKey, baseUrl: environment.mailUrl }),
    context: { appUrl: environment.appUrl, from: "Focus Sat <cont@focussat.example>", seller: seller() },
  },
  payments: createStripeProvider({
    secretKey: required("E2E_STRIPE_KEY"),
    webhookSecret: environment.webhookSecret,
    apiUrl: environment.paymentsUrl,
  }),
  entitlements: createHttpGateway({
    url: required("ENTITLEMENT_URL"),
    secret: required("ENTITLEMENT_SECRET"),
  }),
  now: () => new Date(),
  deadline: deadlineOn(() => new Date()),
  secrets: { unsubscribe: env().AUTH_SECRET },
}

let addresses = 0
const run = Date.now().toString(36)

/** An address nobody has used; all of one length, so that an answer that repeats it has one length too. */
export function freshEmail(): string {
  addresses += 1
  return `drill-${run}-${String(addresses).padStart(6, "0")}@exemplu.ro`
}

let places = 0

/** An IPv4 address that no other request came from. */
export function freshIp(): string {
  places += 1
  return `10.${(places >> 16) & 255}.${(places >> 8) & 255}.${places & 255}`
}

type MailRow = {
  readonly to: string[]
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What the mail provider accepted for an address, once at least `count` have come or the patience is over. */
export async function mailsTo(address: string, count = 1): Promise<MailRow[]> {
  const query = new URLSearchParams({ key: environment.apiKey, to: address })
  return vi.waitUntil(
    async () => {
      const mails: MailRow[] = await (await fetch(`${environment.mailUrl}/_mails?${query}`)).json()
      return mails.length >= count && mails
    },
    { timeout: 20_000, interval: 100 },
  )
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the drills with npm test or npm run drill`)
  return value
}
