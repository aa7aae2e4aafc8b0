import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers, outboxMails, sessions, smartcardLinks } from "@/db/schema"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aLink } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { closeAccount } from "./close-account"

const t = useTestApp()
const { mailsTo, signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
test("closing erases the customer, frees the cards, and keeps an audit trail without personal data", async () => {
  const { customer } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "active" })
  expect(
    await closeAccount(t.app, {
      customerId: customer.id,
      password,
      client,
      cancelUnpaidOrders: async () => {},
    }),
  ).toMatchObject({ ok: true })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(0)
  expect(await t.db.$count(sessions, eq(sessions.customerId, customer.id))).toBe(0)
  const held = and(eq(smartcardLinks.smartcardId, link.smartcardId), isNull(smartcardLinks.unlinkedAt))
  expect(await t.db.$count(smartcardLinks, held)).toBe(0)
  expect((await mailsTo(customer.email)).map(({ subject }) => subject)).toEqual([
    "Contul tău Focus Sat a fost închis",
  ])
  const trail = await t.db.select().from(auditEvents).where(eq(auditEvents.customerId, customer.id))
  expect(trail.map(({ kind }) => kind)).toEqual(["account-closed"])
  expect(JSON.stringify(trail)).not.toContain(customer.email)
  await t.db.delete(outboxMails).where(eq(outboxMails.recipient, customer.email))
  await aCustomer(t.app, { email: customer.email })
})

test("an account with something paid and not activated does not close, and the refusal names it", async () => {
  const { customer } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "ready" })
  expect(
    await closeAccount(t.app, {
      customerId: customer.id,
      password,
      client,
      cancelUnpaidOrders: async () => {},
    }),
  ).toEqual({
    ok: false,
    reason: "has-ready",
    packageNames: ["Familia"],
  })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(1)
})
