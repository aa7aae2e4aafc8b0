import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents } from "@/db/schema"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { findOwnInvoice } from "./find-own-invoice"
import { mailInvoice } from "./mail-invoice"

const t = useTestApp()
const client = aClient()
const { paid } = createShop(t)
const { invoiceOf } = createMoneyRows(t)

test("an invoice is shown and mailed to its owner only, and mailing is rate-limited", async () => {
  const [mine, theirs] = [await paid(), await paid()]
  const id = (await invoiceOf(mine.orderId)).id
  expect(await findOwnInvoice(t.app, { ...mine, id })).toMatchObject({
    orderId: mine.orderId,
    stornoOf: null,
  })
  expect(await findOwnInvoice(t.app, { ...theirs, id })).toBeNull()
  expect(await mailInvoice(t.app, { ...theirs, id, client })).toMatchObject({
    ok: false,
    reason: "not-found",
  })
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const before = (await t.mailbox.to(mine.email)).length
  for (let time = 1; time <= 3; time += 1) {
    expect((await mailInvoice(t.app, { ...mine, id, client })).ok).toBe(true)
    t.clock.advance(20_000)
  }
  expect(await mailInvoice(t.app, { ...mine, id, client })).toMatchObject({ ok: false, reason: "too-many" })
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const again = (await t.mailbox.to(mine.email)).slice(before)
  expect(again.map(({ subject }) => subject)).toEqual(Array(3).fill(expect.stringMatching(/^Factura FS \d+/)))
})

test("mailing an invoice records an audit event with its number", async () => {
  const mine = await paid()
  const { id } = await invoiceOf(mine.orderId)
  expect((await mailInvoice(t.app, { ...mine, id, client })).ok).toBe(true)
  const isSent = and(eq(auditEvents.kind, "invoice-sent"), eq(auditEvents.customerId, mine.customerId))
  const events = await t.db.select().from(auditEvents).where(isSent)
  expect(events).toMatchObject([{ detail: { invoice: expect.stringMatching(/^FS \d+$/) } }])
})

test("two taps send one mail", async () => {
  const mine = await paid()
  const { id } = await invoiceOf(mine.orderId)
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const before = (await t.mailbox.to(mine.email)).length
  const mail = () => mailInvoice(t.app, { ...mine, id, client })
  expect((await Promise.all([mail(), mail()])).map(({ ok }) => ok)).toEqual([true, true])
  t.clock.advance(9_000)
  expect((await mail()).ok).toBe(true)
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  expect((await t.mailbox.to(mine.email)).slice(before)).toHaveLength(1)
})
