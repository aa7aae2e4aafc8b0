import { and, eq, isNull, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { storeDraft } from "@/db/queries/checkout-drafts"
import { invoices, orderLines, orders } from "@/db/schema"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { listOrders } from "@/lib/orders/list-orders"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { exportInvoices } from "./export-invoices"
import { findOwnInvoice } from "./find-own-invoice"
import { mailInvoice } from "./mail-invoice"
import { renderInvoicesOfYear } from "./render-invoices-of-year"

const t = useTestApp()
const { paid, underWay, shopper } = createShop(t)
type Order = Awaited<ReturnType<typeof underWay>>

async function invoiceOf({ orderId }: Order): Promise<InvoiceId> {
  const own = and(eq(invoices.orderId, orderId), isNull(invoices.stornoOf))
  const [found] = await t.db.select({ id: invoices.id }).from(invoices).where(own)
  if (!found) throw new Error("No invoice was issued")
  return found.id
}

const numberOf = async ({ orderId }: Order) =>
  (await t.db.select().from(orders).where(eq(orders.id, orderId)))[0]?.number ?? 0

const everything = { search: "", year: null, page: 1 }

test("an invoice is shown, mailed and counted for its owner alone", async () => {
  const [mine, theirs] = [await paid(), await paid()]
  const id = await invoiceOf(mine)
  expect(await findOwnInvoice(t.app, { ...mine, id })).toMatchObject({
    orderId: mine.orderId,
    stornoOf: null,
  })
  expect(await findOwnInvoice(t.app, { ...theirs, id })).toBeNull()
  expect(await mailInvoice(t.app, { ...theirs, id })).toMatchObject({ ok: false, reason: "not-found" })
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const before = (await t.mailbox.to(mine.email)).length
  for (let time = 1; time <= 3; time += 1) {
    expect((await mailInvoice(t.app, { ...mine, id })).ok).toBe(true)
    t.clock.advance(1_000)
  }
  expect(await mailInvoice(t.app, { ...mine, id })).toMatchObject({ ok: false, reason: "too-many" })
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const again = (await t.mailbox.to(mine.email)).slice(before)
  expect(again.map(({ subject }) => subject)).toEqual(Array(3).fill(expect.stringMatching(/^Factura FS \d+/)))
})

test("orders are found by number, invoice, package, card and serial, within a year, a page at a time", async () => {
  const order = await paid()
  await paid()
  const { customerId } = order
  const all = await listOrders(t.app, { customerId, ...everything })
  expect(all).toMatchObject({ found: 1, orders: [{ id: order.orderId, state: "paid" }] })
  const [line] = await t.db.select().from(orderLines).where(eq(orderLines.orderId, order.orderId))
  const invoice = await findOwnInvoice(t.app, { customerId, id: await invoiceOf(order) })
  const known = [
    String(await numberOf(order)),
    `FS ${invoice?.number}`,
    "familia",
    line?.cardName ?? "-",
    line?.serial ?? "-",
  ]
  for (const search of known) {
    expect((await listOrders(t.app, { customerId, ...everything, search })).found, search).toBe(1)
  }
  for (const search of ["%", "_", "\\", "' or 1=1 --", "nu există"]) {
    expect((await listOrders(t.app, { customerId, ...everything, search })).found, search).toBe(0)
  }
  const year = t.app.now().getFullYear()
  expect(all.years).toEqual([year])
  expect((await listOrders(t.app, { customerId, ...everything, year })).found).toBe(1)
  expect((await listOrders(t.app, { customerId, ...everything, year: year - 1 })).found).toBe(0)
})

test("a customer with five thousand orders turns pages without gap or twin", async () => {
  const { customerId, orderId } = await paid()
  await t.db.execute(sql`insert into orders (id, customer_id, status, total_bani, vat_bani, vat_basis_points, billing, created_at, expires_at)
    select uuidv7(), customer_id, 'open', total_bani, vat_bani, vat_basis_points, billing, created_at - (n * interval '1 hour'), expires_at
    from orders, generate_series(1, 4999) n where id = ${orderId}`)
  const seen = new Set<string>()
  for (const page of [1, 2, 3, 249, 250]) {
    const listed = await listOrders(t.app, { customerId, ...everything, page })
    expect(listed).toMatchObject({ found: 5_000 })
    for (const { id } of listed.orders) seen.add(id)
  }
  expect(seen.size).toBe(100)
  expect((await listOrders(t.app, { customerId, ...everything, page: 251 })).orders).toEqual([])
})

test("all of a year is one file, invoices and stornos; none of another's", async () => {
  const order = await paid()
  await paid()
  await refundOrder(t.app, { number: await numberOf(order), positions: [1] })
  const year = t.app.now().getFullYear()
  const file = await renderInvoicesOfYear(t.app, { customerId: order.customerId, year })
  if (!file.ok) throw new Error(file.reason)
  const chunks = []
  for await (const chunk of file.value) chunks.push(chunk)
  const pdf = Buffer.concat(chunks).toString("latin1")
  expect(pdf.startsWith("%PDF-")).toBe(true)
  expect(pdf).toContain("/Count 2")
  const before = await renderInvoicesOfYear(t.app, { customerId: order.customerId, year: year - 1 })
  expect(before).toEqual({ ok: false, reason: "nothing" })
})

test("the operator's export holds what was issued on its days, in Bucharest, by number", async () => {
  t.clock.advance(30 * dayMs)
  const first = await paid()
  t.clock.advance(dayMs)
  const second = await paid()
  const dayOf = async (order: Order) => {
    const document = await findOwnInvoice(t.app, { ...order, id: await invoiceOf(order) })
    if (!document) throw new Error("No invoice")
    return document
  }
  const [one, two] = [await dayOf(first), await dayOf(second)]
  const day = (at: Date) => at.toLocaleDateString("sv-SE", { timeZone: "Europe/Bucharest" }) as CivilDate
  const numbersOn = async (firstDay: CivilDate, lastDay: CivilDate) => {
    const found = []
    for await (const { number } of exportInvoices(t.app, { firstDay, lastDay })) found.push(number)
    return found
  }
  const [dayOne, dayTwo] = [day(one.issuedAt), day(two.issuedAt)]
  expect(await numbersOn(dayOne, dayTwo)).toEqual([one.number, two.number])
  expect(await numbersOn(dayTwo, dayTwo)).toEqual([two.number])
})

test("a seller that pays no VAT sells at the same price, without VAT", async () => {
  const who = await shopper()
  const context = { ...t.app.mail.context, seller: { ...t.app.mail.context.seller, isVatPayer: false } }
  const app = { ...t.app, mail: { ...t.app.mail, context } }
  await storeDraft(t.db, who.customerId, who.items, t.app.now())
  const placed = await placeOrder(app, { ...who, seenTotalBani: 11_300 })
  if (!placed.ok) throw new Error(placed.reason)
  const [row] = await t.db.select().from(orders).where(eq(orders.id, placed.value))
  expect(row).toMatchObject({ totalBani: 11_300, vatBani: 0, vatBasisPoints: 0 })
})
