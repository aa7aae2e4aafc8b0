import { expect, test } from "vitest"
import { aLink, aSmartcard } from "./factories/cards"
import { anOffer } from "./factories/catalogue"
import { aCustomer, aSession } from "./factories/customers"
import { aSubscription } from "./factories/subscriptions"
import { testStart, useTestApp } from "./test-app"

const t = useTestApp()

test("every factory makes a row that the constraints accept", async () => {
  const customer = await aCustomer(t.app)
  const card = await aSmartcard(t.app)
  await aLink(t.app, { customerId: customer.id, smartcardId: card.id })
  await anOffer(t.app)
  await aSession(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: card.id })
  const ready = await aSubscription(t.app, { smartcardId: card.id, status: "ready" })
  expect(ready).toMatchObject({ startsAt: null, endsAt: null })
  expect(customer.createdAt).toEqual(testStart)
})

test("the clock stands still until a test moves it", () => {
  expect(t.app.now()).toEqual(testStart)
  t.clock.advance(1_000)
  expect(t.app.now()).toEqual(new Date("2026-11-23T09:00:01.000Z"))
})

test("a mail sent by the real client is in the mailbox", async () => {
  const mail = { from: "Focus <a@b.ro>", to: "ana@exemplu.ro", subject: "Salut", html: "<p>ș", text: "ș" }
  const headers = { "List-Unsubscribe": "<https://exemplu.ro/x>" }
  const outcome = await t.app.mail.send([{ ...mail, headers }], "key-1")
  expect(outcome.kind).toBe("sent")
  expect(await t.mailbox.to("ana@exemplu.ro")).toMatchObject([{ subject: "Salut", text: "ș", headers }])
  expect(await t.mailbox.to("altcineva@exemplu.ro")).toEqual([])
})
