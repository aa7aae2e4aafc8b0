import { eq, like } from "drizzle-orm"
import postgres from "postgres"
import { expect, test, vi } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { findInvoiceDocument } from "@/db/queries/invoice-documents"
import { invoicePdfs, rateLimits } from "@/db/schema"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { keepInvoicePdf } from "@/lib/invoice-pdfs/keep-invoice-pdf"
import { hitLimits } from "@/lib/limits/hit-limits"
import { limitOf, paces } from "@/lib/limits/paces"
import { mailInvoice } from "@/lib/orders/invoice/mail-invoice"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import * as drawing from "@/lib/pdf/invoice-pdf"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { issueInLaterLayout } from "@/tests/support/later-layout"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { ownInvoicePdf } from "./own-invoice-pdf"

const t = useTestApp()
const { paid } = createShop(t)
const { invoiceOf } = createMoneyRows(t)

/** A paid order whose mail was not sent yet: its PDF is not made. */
async function anInvoice() {
  const order = await paid()
  const { id } = await invoiceOf(order.orderId)
  const invoice = await findInvoiceDocument(t.db, id)
  if (!invoice) throw new Error("The invoice is missing")
  return { customerId: order.customerId, id, invoice }
}

const keptOf = (id: (typeof invoicePdfs.$inferSelect)["invoiceId"]) =>
  t.db.select().from(invoicePdfs).where(eq(invoicePdfs.invoiceId, id))

test("40 requests at once make one PDF, count as one, and get the same bytes; later ones read them", async () => {
  const { customerId, id, invoice } = await anInvoice()
  const asked = await Promise.all(Array.from({ length: 40 }, () => ownInvoicePdf(t.app, { customerId, id })))
  const files = asked.map((found) => (found.ok ? Buffer.from(found.value.pdf).toString("base64") : found))
  expect(new Set(files).size).toBe(1)
  const made = await t.db.select().from(rateLimits).where(like(rateLimits.key, "make-invoice-pdf:%"))
  expect(made.map(({ hits }) => hits)).toEqual([1])
  expect(await keptOf(id)).toHaveLength(1)
  const fresh = await drawing.invoicePdf([invoice], invoiceTitle(invoice))
  expect(files[0]).toBe(fresh.toString("base64"))
})

test("what is kept is read, not drawn again", async () => {
  const { customerId, id } = await anInvoice()
  const pdf = Buffer.from("%PDF- of an earlier version")
  await t.db.insert(invoicePdfs).values({ invoiceId: id, pdf, madeAt: t.app.now() })
  const found = await ownInvoicePdf(t.app, { customerId, id })
  expect(found.ok && Buffer.from(found.value.pdf)).toEqual(pdf)
})

test("two processes that make the same PDF at once keep one row, and both get its bytes", async () => {
  const { id, invoice } = await anInvoice()
  // The other process kept other bytes while this one was drawing.
  const other = Buffer.from("%PDF- of the other process")
  const real = drawing.invoicePdf
  vi.spyOn(drawing, "invoicePdf").mockImplementation(async (...drawn) => {
    await t.db.insert(invoicePdfs).values({ invoiceId: id, pdf: other, madeAt: t.app.now() })
    return real(...drawn)
  })
  expect(Buffer.from((await keepInvoicePdf(t.app, invoice)) ?? "")).toEqual(other)
  expect(await keptOf(id)).toHaveLength(1)
})

test("a kept PDF is changed and removed by no role, not even by the owner", async () => {
  const { id, invoice } = await anInvoice()
  await keepInvoicePdf(t.app, invoice)
  const owner = createDb(t.ownerUrl, { max: 1 })
  for (const db of [t.db, owner]) {
    await expect(db.update(invoicePdfs).set({ madeAt: new Date(0) })).rejects.toThrow()
    await expect(db.delete(invoicePdfs)).rejects.toThrow()
  }
  await expect(owner.$client`truncate invoice_pdfs`).rejects.toThrow(postgres.PostgresError)
  await closeDb(owner)
  expect(await keptOf(id)).toHaveLength(1)
})

test("an invoice that only a later version can draw is busy, and read once that version has kept it", async () => {
  const { customerId, id } = await anInvoice()
  await issueInLaterLayout(t.ownerUrl)
  expect(await ownInvoicePdf(t.app, { customerId, id })).toEqual({ ok: false, reason: "busy" })
  await t.db.insert(invoicePdfs).values({ invoiceId: id, pdf: Buffer.from("%PDF"), madeAt: t.app.now() })
  expect(await ownInvoicePdf(t.app, { customerId, id })).toMatchObject({ ok: true })
})

test("another customer's PDF is not found, kept or not", async () => {
  const [mine, theirs] = [await anInvoice(), await anInvoice()]
  const attempt = () => ownInvoicePdf(t.app, { customerId: theirs.customerId, id: mine.id })
  expect(await attempt()).toEqual({ ok: false, reason: "not-found" })
  expect(await keptOf(mine.id)).toEqual([])
  await keepInvoicePdf(t.app, mine.invoice)
  expect(await attempt()).toEqual({ ok: false, reason: "not-found" })
})

test("a customer past the budget makes no more, and still reads what is kept", async () => {
  const [first, second] = [await anInvoice(), await anInvoice()]
  const { customerId } = first
  await keepInvoicePdf(t.app, first.invoice)
  for (let made = 0; made < paces["make-invoice-pdf"].free; made += 1) {
    await hitLimits(t.app, [limitOf("make-invoice-pdf", second.customerId)])
  }
  const own = { customerId: second.customerId, id: second.id }
  expect(await ownInvoicePdf(t.app, own)).toMatchObject({ ok: false, reason: "too-many" })
  expect(await keptOf(second.id)).toEqual([])
  expect(await ownInvoicePdf(t.app, { customerId, id: first.id })).toMatchObject({ ok: true })
  t.clock.advance(minuteMs)
  expect(await ownInvoicePdf(t.app, own)).toMatchObject({ ok: true })
})

test("a mail attaches the bytes that are kept, and keeps them where none were", async () => {
  const order = await paid()
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const { id } = await invoiceOf(order.orderId)
  const [kept] = await keptOf(id)
  const [first] = (await t.mailbox.to(order.email)).filter(({ attachments }) => attachments.length > 0)
  const content = Buffer.from(kept?.pdf ?? "").toString("base64")
  expect(first?.attachments).toMatchObject([{ content }])
  expect(content).not.toBe("")
})

test("a mail does not draw again what is kept", async () => {
  const order = await paid()
  const { id } = await invoiceOf(order.orderId)
  const pdf = Buffer.from("%PDF- of an earlier version")
  await t.db.insert(invoicePdfs).values({ invoiceId: id, pdf, madeAt: t.app.now() })
  await mailInvoice(t.app, { customerId: order.customerId, id, client: aClient() })
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const attached = (await t.mailbox.to(order.email)).flatMap(({ attachments }) => attachments)
  expect(attached).toMatchObject([{ content: pdf.toString("base64") }, { content: pdf.toString("base64") }])
})
