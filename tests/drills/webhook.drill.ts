import { and, eq, inArray, ne } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders, paymentEvents, payments } from "@/db/schema"
import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"
import { signatureOf } from "@/stand-ins/stripe/events"
import { violations } from "@/tests/support/invariants"
import { newCustomer } from "./support/accounts"
import { app, environment } from "./support/drill"
import { aFamiliaPayment, tellPaymentProvider } from "./support/familia-orders"
import { report, size } from "./support/size"
import { newVisitor } from "./support/visitor"

const orderCount = size(24, 200)
const deliveries = size(300, 10_000)

/**
 * What happens to each session at the provider, and the states that order and payment must have in the end.
 */
const outcomes = [
  { path: "pay", order: "paid", payment: "paid" },
  { path: "pay", order: "paid", payment: "paid" },
  { path: "delay", order: "open", payment: "processing" },
  { path: "pay?amount=1", order: "open", payment: "needs_review" },
  { path: "pay?currency=eur", order: "open", payment: "needs_review" },
  { path: "pay?order=0190b6a5-0000-7000-8000-000000000000", order: "open", payment: "needs_review" },
  { path: null, order: "open", payment: "open" },
] as const

const types = ["completed", "async_payment_succeeded", "async_payment_failed", "expired"]

function eventOf(sessionId: string, at: number) {
  const type = `checkout.session.${types[at % types.length]}`
  return { id: `evt_${sessionId}_${at % 7}`, object: "event", type, data: { object: { id: sessionId } } }
}

/** Three in ten are not genuine: signed with another secret, too old, changed, cut short or unsigned. */
function delivery(sessionId: string, at: number): { body: Buffer; signature: string; isGenuine: boolean } {
  const text = JSON.stringify(eventOf(sessionId, at))
  const right = signatureOf(text, environment.webhookSecret)
  const body = Buffer.from(text)
  switch (at % 10) {
    case 0:
      return { body, signature: signatureOf(text, "whsec_ghicit"), isGenuine: false }
    case 1:
      return {
        body,
        signature: signatureOf(text, environment.webhookSecret, 1_700_000_000),
        isGenuine: false,
      }
    case 2: {
      const broken = [text.replace("checkout", "Checkout"), text.slice(0, -9), ""][at % 3] ?? ""
      return { body: Buffer.from(broken), signature: at % 4 === 0 ? "" : right, isGenuine: false }
    }
    default:
      return { body, signature: right, isGenuine: true }
  }
}

test("in any order of deliveries, orders end in the provider's state and forged events are refused", async () => {
  await tellPaymentProvider("_webhooks/never")
  const sessions = await startSessions()
  const { genuine, forged, eventIds } = await deliverAll(sessions)
  // Only events of these sessions, because the provider may still deliver those of another drill. "asked"
  // marks the events that the product recorded itself when it polled the provider.
  const sessionIds = sessions.map(({ sessionId }) => sessionId)
  const wereDelivered = and(inArray(paymentEvents.sessionId, sessionIds), ne(paymentEvents.type, "asked"))
  const events = await app.db.$count(paymentEvents, wereDelivered)
  await tellPaymentProvider("_webhooks/now")
  expect(new Set(genuine), "answers to genuine events").toEqual(new Set([200]))
  expect(new Set(forged), "answers to the others").toEqual(new Set([400]))
  await checkOutcomes(sessions)
  expect(await violations(app.db)).toEqual([])
  expect(events, "each event is stored once").toBe(eventIds.size)
  const [accepted, refused] = [genuine.length, forged.length]
  report("webhook", { deliveries, orders: orderCount, accepted, refused, events, violations: 0 })
})

type Session = Awaited<ReturnType<typeof startSessions>>[number]

async function startSessions() {
  const sessions = []
  for (let at = 0; at < orderCount; at += 1) {
    const { id } = await newCustomer()
    const { sessionId, orderId } = await aFamiliaPayment(id)
    const outcome = outcomes[at % outcomes.length]
    if (!outcome) throw new Error("No outcome")
    if (outcome.path) await tellPaymentProvider(`_pay/${sessionId}/${outcome.path}`)
    sessions.push({ sessionId, orderId, outcome })
  }
  return sessions
}

/**
 * Fifty deliveries at a time, in a fixed shuffle: multiplying by the prime 7919 visits every delivery once.
 */
async function deliverAll(sessions: readonly Session[]) {
  const order = Array.from({ length: deliveries }, (_, at) => (at * 7_919) % deliveries)
  const answers = { genuine: [] as number[], forged: [] as number[], eventIds: new Set<string>() }
  const webhook = newVisitor()
  async function deliver(at: number) {
    const session = sessions[Math.floor(at / 10) % sessions.length]
    if (!session) throw new Error("No session")
    const { body, signature, isGenuine } = delivery(session.sessionId, at)
    const headers = { "content-type": "application/json", "stripe-signature": signature }
    const server = at % 2
    const { status } = await webhook.ask("/api/webhooks/stripe", { method: "POST", body, headers, server })
    answers[isGenuine ? "genuine" : "forged"].push(status)
    if (isGenuine) answers.eventIds.add(eventOf(session.sessionId, at).id)
  }
  for (let from = 0; from < order.length; from += 50)
    await Promise.all(order.slice(from, from + 50).map(deliver))
  return answers
}

async function checkOutcomes(sessions: readonly Session[]) {
  const ids = sessions.map(({ orderId }) => orderId)
  const orderRows = await app.db.select().from(orders).where(inArray(orders.id, ids))
  const paymentRows = await app.db.select().from(payments).where(inArray(payments.orderId, ids))
  for (const { orderId, outcome } of sessions) {
    const what = outcome.path ?? "not paid"
    expect(orderRows.find(({ id }) => id === orderId)?.status, what).toBe(outcome.order)
    expect(paymentRows.find((row) => row.orderId === orderId)?.status, what).toBe(outcome.payment)
  }
}

test("a signed event of a session that the provider does not know is 200, and nothing is stored", async () => {
  const sessionId = parseProviderSessionId("cs_test_a_nimanui")
  if (!sessionId) throw new Error("No session id")
  const body = Buffer.from(JSON.stringify(eventOf(sessionId, 0)))
  for (const server of [0, 1]) {
    const answer = await newVisitor().ask("/api/webhooks/stripe", {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "stripe-signature": signatureOf(body.toString(), environment.webhookSecret),
      },
      server,
    })
    expect(answer.status).toBe(200)
  }
  expect(await app.db.$count(paymentEvents, eq(paymentEvents.sessionId, sessionId))).toBe(0)
})
