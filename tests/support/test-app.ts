import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, beforeEach, inject } from "vitest"
import { closeDb, createDb, type Db } from "@/db/client"
import { outboxPause, rateLimits } from "@/db/schema"
import type { App } from "@/lib/app"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { createDatabase, dropDatabase } from "@/scripts/lib/databases"
import { buildTestApp } from "./build-test-app"
import { testEnvironment } from "./environment"
import { gatewayStandIn, mailStandIn, paymentStandIn } from "./stand-ins"
import { templateDatabase } from "./template-database"

/** Every test starts at this instant: a Monday, 11:00 in Bucharest. */
export const testStart = new Date("2026-11-23T09:00:00.000Z")

type MailStandIn = ReturnType<typeof mailStandIn>
type GatewayStandIn = ReturnType<typeof gatewayStandIn>

export type TestApp = {
  readonly app: App
  readonly db: Db
  /** The database of this test file in the role that runs the product, for connections of the test's own. */
  readonly databaseUrl: string
  /** The same database in the role that owns it: for what the product's role may not do. */
  readonly ownerUrl: string
  /** That of this test file at the mail stand-in, for a process that the test starts. */
  readonly mailApiKey: string
  readonly clock: { set(instant: Date): void; advance(ms: number): void }
  readonly mailbox: Pick<MailStandIn, "to" | "all">
  /**
   * The customer does `pay` or `delay` on the payment page. `reported` replaces fields of what the provider
   * then reports: the amount, the currency, the order, the instant of the charge (`chargedAt`).
   */
  pay(sessionId: string, outcome: string, reported?: Record<string, string>): Promise<void>
  readonly tellProvider: ReturnType<typeof paymentStandIn>["tell"]
  readonly setGateway: GatewayStandIn["setMode"]
  readonly cardAtGateway: GatewayStandIn["card"]
  /** Faults that no request has met end with the test. */
  readonly failMail: MailStandIn["fail"]
  readonly mendMail: MailStandIn["mend"]
}

/** Call once at the top of a file: a database of its own, the real clients, a clock that stands still. */
export function useTestApp(): TestApp {
  const name = `t_${randomBytes(8).toString("hex")}`
  const database = useDatabase(name)
  const clock = useClock()
  // The clock goes back before each test; budgets and pauses that all share must go back with it.
  beforeEach(async () => {
    await database.db.delete(rateLimits)
    await database.db.delete(outboxPause)
  })
  const apiKey = `re_${name}`
  const mail = mailStandIn(inject("mailUrl"), apiKey)
  const payments = paymentStandIn(inject("paymentsUrl"))
  const gateway = gatewayStandIn(inject("gatewayUrl"))
  beforeEach(mail.mend)
  return {
    app: buildTestApp({ db: database.db, now: clock.now, ...createClients(apiKey) }),
    ...database,
    mailApiKey: apiKey,
    clock,
    mailbox: mail,
    pay: (sessionId, outcome, reported = {}) =>
      payments.tell(`_pay/${sessionId}/${outcome}?${new URLSearchParams(reported)}`),
    tellProvider: payments.tell,
    setGateway: gateway.setMode,
    cardAtGateway: gateway.card,
    failMail: mail.fail,
    mendMail: mail.mend,
  }
}

function useDatabase(name: string) {
  const databaseUrl = withDatabase(inject("productUrl"), name)
  const db = createDb(databaseUrl, { max: 10 })
  beforeAll(() => createDatabase(inject("serverUrl"), name, templateDatabase))
  afterAll(async () => {
    await closeDb(db)
    await dropDatabase(inject("serverUrl"), name)
  })
  return { db, databaseUrl, ownerUrl: withDatabase(inject("serverUrl"), name) }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

function useClock() {
  let now = testStart
  const set = (instant: Date) => {
    now = instant
  }
  beforeEach(() => set(testStart))
  return { now: () => now, set, advance: (ms: number) => set(new Date(now.getTime() + ms)) }
}

const createClients = (apiKey: string) => ({
  mail: createResendTransport({ apiKey, baseUrl: inject("mailUrl"), timeoutMs: 1_000 }),
  payments: createStripeProvider({
    secretKey: "sk_test_of_the_tests",
    webhookSecret: testEnvironment.STRIPE_WEBHOOK_SECRET,
    apiUrl: inject("paymentsUrl"),
  }),
  entitlements: createHttpGateway({
    url: `${inject("gatewayUrl")}/commands`,
    secret: testEnvironment.ENTITLEMENT_SECRET,
    timeoutMs: 1_000,
  }),
})
