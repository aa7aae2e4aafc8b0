import { expect, test } from "vitest"
import { randomOf } from "../core/random"
import { openPeriods } from "./gateway-export"
import { createGatewayModel, type GatewayWeather } from "./gateway-model"
import { openPage, payOnPage } from "./pay-page"
import { createResendModel, type ResendWeather } from "./resend-model"
import { createStripeModel, StripeFault, type StripeWeather } from "./stripe-model"
import { heldOf } from "./stripe-state"

const hourMs = 3_600_000

function aStripe() {
  const sky: { now: number; weather: StripeWeather; events: string[] } = {
    now: 0,
    weather: "fair",
    events: [],
  }
  const stripe = createStripeModel({
    now: () => sky.now,
    weather: () => sky.weather,
    randomOf: (label) => randomOf(1, label),
    isKind: () => sky.weather === "fair",
    onOpened: () => {},
    emit: ({ type }) => sky.events.push(type),
  })
  const wanted = { amount: 4_400, currency: "ron", reference: "order", paymentId: "p", expiresAt: hourMs }
  const paid = () => {
    const { id } = stripe.createSession({ ...wanted, expiresAt: sky.now + hourMs }, `key-${sky.now}`)
    const session = stripe.state.sessions.get(id)
    if (!session) throw new Error("There is no session")
    return payOnPage({ stripe, now: sky.now }, session, "card")
  }
  return { sky, stripe, wanted, paid }
}

test("Stripe answers a known key with the first answer for a day, also with its own 500", () => {
  const { sky, stripe, wanted } = aStripe()
  const first = stripe.createSession(wanted, "a")
  expect(stripe.createSession(wanted, "a")).toEqual(first)
  sky.weather = "failing"
  expect(() => stripe.createSession(wanted, "b")).toThrow(StripeFault)
  sky.weather = "fair"
  expect(() => stripe.createSession(wanted, "b")).toThrow("500")
  sky.now = 24 * hourMs
  const later = { ...wanted, expiresAt: sky.now + hourMs }
  expect(stripe.createSession(later, "b").id).not.toBe(first.id)
})

test("Stripe refuses a page that would end in less than half an hour", () => {
  const { stripe, wanted } = aStripe()
  const request = { ...wanted, expiresAt: 29 * 60_000 }
  expect(() => stripe.createSession(request, "a")).toThrow("30 minutes")
})

test("a page closes at its end, and nothing can be paid on it from then on", () => {
  const { sky, stripe, wanted } = aStripe()
  const { url, id } = stripe.createSession(wanted, "a")
  expect(openPage({ stripe, now: sky.now }, url)?.id).toBe(id)
  sky.now = hourMs
  expect(openPage({ stripe, now: sky.now }, url)).toBeUndefined()
  expect(stripe.retrieveSession(id).status).toBe("expired")
  expect(sky.events).toEqual(["checkout.session.expired"])
})

test("Stripe sends back no more than it has, and nothing of a disputed charge", () => {
  const { stripe, paid } = aStripe()
  const intent = paid()
  stripe.refundByHand({ intentId: intent.id, amount: 400 })
  const request = { intentId: intent.id, amount: 4_400, refundId: "r" }
  expect(() => stripe.createRefund(request, "r:0")).toThrow("greater than what is left")
  expect(stripe.createRefund({ ...request, amount: 4_000 }, "r:1").status).toBe("succeeded")
  expect(heldOf(stripe.state, intent)).toBe(0)
  const other = { ...intent, dispute: { openedAt: 0, changedAt: 0, status: "open" as const } }
  stripe.state.intents.set(intent.id, other)
  expect(() => stripe.createRefund({ ...request, amount: 1 }, "r:2")).toThrow("disputed")
})

test("a refund whose bank gave it back is answered under its old key as if it had succeeded", () => {
  const { stripe, paid } = aStripe()
  const intent = paid()
  const request = { intentId: intent.id, amount: 4_400, refundId: "r" }
  const { id } = stripe.createRefund(request, "r:0")
  const refund = stripe.state.refunds.get(id)
  if (refund) refund.status = "failed"
  expect(stripe.createRefund(request, "r:0").status).toBe("succeeded")
  expect(stripe.listRefunds(intent.id).map(({ status }) => status)).toEqual(["failed"])
})

test("Stripe lists what happened, the newest first, page by page, also what no webhook told", () => {
  const { sky, stripe, paid } = aStripe()
  const { id: intentId, sessionId } = paid()
  stripe.tell({ id: "evt_paid", type: "checkout.session.completed", sessionId })
  for (let at = 1; at <= 25; at += 1) {
    sky.now = at
    stripe.tell({ id: `evt_${at}`, type: "refund.updated", intentId })
  }
  const first = stripe.listEvents({ since: 0, after: null })
  expect(first.events.map(({ id }) => id).slice(0, 2)).toEqual(["evt_25", "evt_24"])
  expect(first).toMatchObject({ events: { length: 20 }, next: "evt_6" })
  const second = stripe.listEvents({ since: 0, after: first.next })
  expect(second.events.at(-1)).toMatchObject({ id: "evt_paid", sessionId })
  expect(second).toMatchObject({ events: { length: 6 }, next: null })
  expect(stripe.listEvents({ since: 24, after: null }).events.length).toBe(2)
  sky.now = 31 * 86_400_000
  expect(stripe.listEvents({ since: 0, after: null }).events).toEqual([])
})

test("Resend sends the same bytes under one key once, and forgets the key after a day", () => {
  const sky: { now: number; weather: ResendWeather } = { now: 0, weather: "lossy" }
  const news: string[] = []
  const resend = createResendModel({
    now: () => sky.now,
    weather: () => sky.weather,
    works: (address) => address !== "gone@exemplu.ro",
    loses: (nth) => nth === 4,
    emit: ({ type }) => news.push(type),
  })
  const mail = { to: "a@exemplu.ro", subject: "Bună", text: "", mailId: "1", isReminder: false }
  expect(resend.send([mail], "a").kind).toBe("no-answer")
  sky.weather = "fair"
  expect(resend.send([mail], "a").kind).toBe("accepted")
  expect(resend.send([{ ...mail, text: "another" }], "a").kind).toBe("conflict")
  expect(resend.inbox.length).toBe(1)
  sky.now = 24 * hourMs
  resend.send([mail, { ...mail, to: "gone@exemplu.ro" }], "a")
  expect(resend.inbox.map(({ bounced }) => bounced)).toEqual([false, false, true])
  resend.send([mail], "b")
  expect(resend.inbox.at(-1)).toMatchObject({ failed: true, bounced: false })
  expect(news).toEqual(["email.delivered", "email.delivered", "email.bounced", "email.failed"])
})

test("the gateway holds spans for each card and package, not whose they were", () => {
  const sky: { now: number; weather: GatewayWeather; broken: boolean } = {
    now: 0,
    weather: "fair",
    broken: false,
  }
  const gateway = createGatewayModel({
    now: () => sky.now,
    weather: () => sky.weather,
    randomOf: (label) => randomOf(1, label),
    isBroken: () => sky.broken,
    closesWhole: false,
  })
  const grant = { id: "1", type: "grant", serial: "7", packageCode: "familia", from: 0, until: 30 } as const
  expect(gateway.send(grant).kind).toBe("acknowledged")
  gateway.send({ ...grant, id: "2", from: 30, until: 60 })
  expect(gateway.openOn("7", "familia")).toEqual([{ from: 0, until: 60 }])
  gateway.send({ ...grant, id: "3", type: "revoke", from: 10, until: 40 })
  expect(gateway.openOn("7", "familia").length).toBe(2)
  // A repeated command changes nothing.
  gateway.send(grant)
  expect(gateway.openOn("7", "familia")[0]).toEqual({ from: 0, until: 10 })
  sky.broken = true
  expect(gateway.send({ ...grant, id: "4" }).kind).toBe("refused")
  sky.weather = "lossy"
  expect(gateway.send({ ...grant, id: "5", type: "revoke", from: 0, until: 60 }).kind).toBe("no-answer")
  expect(gateway.openOn("7", "familia")).toEqual([])
})

test("a gateway that knows no periods closes the whole package", () => {
  const gateway = createGatewayModel({
    now: () => 0,
    weather: () => "fair",
    randomOf: (label) => randomOf(1, label),
    isBroken: () => false,
    closesWhole: true,
  })
  const grant = { id: "1", type: "grant", serial: "7", packageCode: "familia", from: 0, until: 30 } as const
  gateway.send(grant)
  gateway.send({ ...grant, id: "2", from: 60, until: 90 })
  gateway.send({ ...grant, id: "3", type: "revoke", from: 60, until: 90 })
  expect(gateway.openOn("7", "familia")).toEqual([])
  gateway.send({ ...grant, id: "4" })
  expect(gateway.openOn("7", "familia")).toEqual([{ from: 0, until: 30 }])
})

test("the gateway lists no period that was closed, also when others have opened its place anew", () => {
  const gateway = createGatewayModel({
    now: () => 0,
    weather: () => "fair",
    randomOf: (label) => randomOf(1, label),
    isBroken: () => false,
    closesWhole: false,
  })
  const quarter = {
    id: "1",
    type: "grant",
    serial: "7",
    packageCode: "familia",
    from: 0,
    until: 90,
  } as const
  gateway.send(quarter)
  gateway.send({ ...quarter, id: "2", type: "revoke" })
  gateway.send({ ...quarter, id: "3", until: 30 })
  gateway.send({ ...quarter, id: "4", from: 30, until: 120 })
  expect(gateway.openOn("7", "familia")).toEqual([{ from: 0, until: 120 }])
  expect(openPeriods(gateway, 0).map(({ id }) => id)).toEqual(["3", "4"])
})
