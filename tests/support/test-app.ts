import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, beforeEach, inject } from "vitest"
import { z } from "zod"
import { closeDb, createDb, type Db } from "@/db/client"
import type { App } from "@/lib/app"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { env, seller } from "@/lib/env"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { deadlineOn } from "@/lib/runtime/deadline"
import { createDatabase, dropDatabase } from "@/scripts/lib/postgres"
import type { Card, GatewayMode } from "@/stand-ins/gateway/cards"
import type { Fault } from "@/stand-ins/resend/faults"
import { gatewaySecret, templateDatabase } from "./names"

const receivedMails = z.array(
  z.object({
    id: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
)
export type ReceivedMail = z.output<typeof receivedMails>[number]

/** Where every test's clock stands at first: a Monday, 11:00 in Bucharest. */
export const testStart = new Date("2026-11-23T09:00:00.000Z")

export type TestApp = {
  readonly app: App
  readonly db: Db
  /** Of this file's own database, as the role that runs the product: for what needs connections of its own. */
  readonly databaseUrl: string
  /** The same database, for what the product may not do. */
  readonly ownerUrl: string
  readonly clock: { set(instant: Date): void; advance(ms: number): void }
  readonly mailbox: {
    /** What the provider accepted for the address, oldest first. */
    to(address: string): Promise<ReceivedMail[]>
    all(): Promise<ReceivedMail[]>
  }
  /** What happens on the provider's pay page: `pay`, `delay`; with money that does not fit when told so. */
  pay(sessionId: string, outcome: string, misfit?: Record<string, string>): Promise<void>
  /** Any other word to the payment provider: "_refunds/<session>/pending", "_settle/<session>/fail". */
  tellProvider(path: string): Promise<void>
  /** How the operator's gateway answers commands for one card from now on. */
  setGateway(mode: GatewayMode, serial: string): Promise<void>
  /** What the gateway knows of a card. */
  cardAtGateway(serial: string): Promise<Card>
  /** Orders the mail provider to fail. Faults that no request used up end with the test. */
  failMail(fault: Pick<Fault, "kind"> & Partial<Fault>): Promise<void>
  /** The mail provider does nothing wrong from now on. */
  mendMail(): Promise<void>
}

/** Call once at the top of a test file: a database of its own, the real mail client, a clock that stands still. */
export function useTestApp(): TestApp {
  const name = `t_${randomBytes(8).toString("hex")}`
  const apiKey = `re_${name}`
  const mailUrl = inject("mailUrl")
  const url = new URL(inject("productUrl"))
  url.pathname = `/${name}`
  const ownerUrl = new URL(inject("serverUrl"))
  ownerUrl.pathname = url.pathname
  let now = testStart
  const db = createDb(url.href, { max: 10 })
  const app: App = {
    db,
    mail: {
      ...createResendTransport({ apiKey, baseUrl: mailUrl, timeoutMs: 1_000 }),
      context: { appUrl: env().APP_URL, from: env().MAIL_FROM, seller: seller() },
    },
    payments: createStripeProvider({
      secretKey: "sk_test_of_the_tests",
      webhookSecret: env().STRIPE_WEBHOOK_SECRET,
      apiUrl: inject("paymentsUrl"),
    }),
    entitlements: createHttpGateway({
      url: `${inject("gatewayUrl")}/commands`,
      secret: gatewaySecret,
      timeoutMs: 1_000,
    }),
    now: () => now,
    deadline: deadlineOn(() => now),
    secrets: { unsubscribe: env().AUTH_SECRET },
  }

  const readMails = async (query: string) => {
    const answer = await fetch(`${mailUrl}/_mails?key=${apiKey}${query}`)
    return receivedMails.parse(await answer.json())
  }

  async function mendMail() {
    await fetch(`${mailUrl}/_faults?key=${apiKey}`, { method: "DELETE" })
  }

  beforeAll(() => createDatabase(inject("serverUrl"), name, templateDatabase))
  beforeEach(async () => {
    now = testStart
    await mendMail()
  })
  afterAll(async () => {
    await closeDb(db)
    await dropDatabase(inject("serverUrl"), name)
  })

  return {
    app,
    db,
    databaseUrl: url.href,
    ownerUrl: ownerUrl.href,
    clock: {
      set(instant) {
        now = instant
      },
      advance(ms) {
        now = new Date(now.getTime() + ms)
      },
    },
    mailbox: {
      to: (address) => readMails(`&to=${encodeURIComponent(address)}`),
      all: () => readMails(""),
    },
    async pay(sessionId, outcome, misfit = {}) {
      const query = new URLSearchParams(misfit)
      await fetch(`${inject("paymentsUrl")}/_pay/${sessionId}/${outcome}?${query}`, { method: "POST" })
    },
    async tellProvider(path) {
      const answer = await fetch(`${inject("paymentsUrl")}/${path}`, { method: "POST" })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    },
    async setGateway(mode, serial) {
      await fetch(`${inject("gatewayUrl")}/_mode/${mode}/${serial}`, { method: "POST" })
    },
    async cardAtGateway(serial) {
      return (await fetch(`${inject("gatewayUrl")}/_cards/${serial}`)).json()
    },
    async failMail(fault) {
      const order = await fetch(`${mailUrl}/_faults`, {
        method: "POST",
        body: JSON.stringify({ ...fault, apiKey }),
      })
      if (!order.ok) throw new Error(await order.text())
    },
    mendMail,
  }
}
