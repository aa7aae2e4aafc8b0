import { expect, test } from "vitest"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { rareInvoices, usualInvoices } from "@/tests/samples/invoices"
import { readInvoice } from "@/tests/support/invoice-layout"
import { inOrder } from "@/tests/support/pdf"

const wordsOf = async (invoice: InvoiceDocument) =>
  (await readInvoice(invoice)).pages.flatMap(({ tags }) => inOrder(tags)).map(({ text }) => text)

test("a seller that pays no VAT names no tax anywhere, and the article of the exemption", async () => {
  const words = await wordsOf(rareInvoices["seller-no-vat"])
  expect(words.join(" ")).not.toMatch(/TVA/)
  expect(words).toEqual(
    expect.arrayContaining([
      ...["Buc.", "Preț", "Valoare", "1", "44,00 lei", "Total: 44,00 lei"],
      "Regim special de scutire, art. 310 din Codul fiscal.",
    ]),
  )
})

test("the day of the money stands under the day of issue where it is earlier, and the share capital", async () => {
  const invoice = usualInvoices["person-sector-3"]
  const seller = { ...invoice.seller, shareCapitalBani: 9_000_000 }
  const words = await wordsOf({ ...invoice, seller, paidAt: new Date("2026-11-21T21:30:00Z") })
  expect(words).toEqual(expect.arrayContaining(["Data emiterii: 22.11.2026", "Data încasării: 21.11.2026"]))
  expect(words).toContain("Capital social 90.000,00 lei")
  expect((await wordsOf({ ...invoice, paidAt: invoice.issuedAt })).join()).not.toContain("Data încasării")
})
