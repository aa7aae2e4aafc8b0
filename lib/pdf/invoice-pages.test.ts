import { expect, test } from "vitest"
import { type InvoiceDocument, withGroupedSerials } from "@/lib/domain/money/invoice"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { rareInvoices, usualInvoices } from "@/tests/samples/invoices"
import { expectTidy, readInvoice, tableHeadings } from "@/tests/support/invoice-layout"
import { checkPdf, inOrder, readPdf } from "@/tests/support/pdf"
import { currentPdfLayout, invoicePdf } from "./invoice-pdf"

const laidOut = (invoice: InvoiceDocument) => ({ ...invoice, pdfLayout: currentPdfLayout })

/** Numbers of one-line and of two-line rows: the table ends at many different heights of a page. */
const rowCounts = Array.from({ length: 12 }, (_, low) => low + 7).flatMap((low) =>
  [0, 1, 2, 3].map((high) => [low, high] as const),
)

test("40 lines take several pages: one row per line, the headings on each page, tagged once", async () => {
  const invoice = rareInvoices["many-lines"]
  const { pages } = await readInvoice(invoice)
  // The totals stand alone on the last page.
  expect(pages).toHaveLength(4)
  for (const page of pages.slice(0, -1)) {
    const seen = page.pieces.map(({ text }) => text)
    for (const heading of tableHeadings(invoice))
      expect(seen.filter((text) => text === heading)).toHaveLength(1)
    expect(seen).toContain(`Factura FS 5 din 22.11.2026 · pagina ${pages.indexOf(page) + 1}`)
  }
  const rows = pages.flatMap(({ tags }) => inOrder(tags)).filter(({ role }) => role === "TR")
  const [first, ...others] = rows.map(({ children }) => children.map(({ text }) => text))
  expect(first).toEqual(tableHeadings(invoice))
  expect(others.map(([number, text]) => ({ number, text }))).toEqual(
    invoice.lines.map(({ text }, at) => {
      return { number: String(at + 1), text: inPlainSigns(withGroupedSerials(text)) }
    }),
  )
})

test("totals and notes stay above the page footer, wherever the table ends", async () => {
  const { lines, seller, ...storno } = usualInvoices["partial-storno"]
  const row = (text: string) => lines.map((line) => ({ ...line, text }))
  const invoices = rowCounts.map(([low, high], at): InvoiceDocument => {
    const rows = [...Array(low).fill(row("Familia")), ...Array(high).fill(row("Familia ".repeat(8)))]
    return { ...storno, number: at + 1, seller: { ...seller, isVatPayer: false }, lines: rows.flat() }
  })
  const { pages } = await readPdf(await invoicePdf(invoices.map(laidOut), "Toate"))
  expect(pages.length).toBeGreaterThan(invoices.length)
  for (const page of pages) {
    expectTidy(page)
    const footers = page.pieces.filter(({ text, isArtifact }) => isArtifact && / · pagina \d+$/.test(text))
    expect(footers).toHaveLength(1)
    const others = page.pieces.filter((piece) => !footers.includes(piece))
    expect(Math.max(...others.map(({ bottom }) => bottom))).toBeLessThan(footers[0]?.top ?? 0)
  }
})

test("several invoices in one file: each starts a new page and has a bookmark", async () => {
  const [long, ...short] = [
    rareInvoices["many-lines"],
    usualInvoices["firm-vat"],
    usualInvoices["partial-storno"],
  ]
  if (!long) throw new Error("The sample is missing")
  const bytes = await invoicePdf([long, ...short].map(laidOut), "Facturile anului 2026")
  const { title, pages, bookmarks } = await readPdf(bytes)
  expect(title).toBe("Facturile anului 2026")
  const footer = (name: string, page: number) => `${name} · pagina ${page}`
  expect(pages.map(({ pieces }) => pieces.find(({ text }) => text.includes(" · pagina "))?.text)).toEqual([
    footer("Factura FS 5 din 22.11.2026", 1),
    footer("Factura FS 5 din 22.11.2026", 2),
    footer("Factura FS 5 din 22.11.2026", 3),
    footer("Factura FS 5 din 22.11.2026", 4),
    footer("Factura FS 2 din 22.11.2026", 1),
    footer("Factura storno FS 1205 din 25.11.2026", 1),
  ])
  expect(bookmarks).toEqual([
    { title: "Factura FS 5", page: 1 },
    { title: "Factura FS 2", page: 5 },
    { title: "Factura storno FS 1205", page: 6 },
  ])
  const titles = pages.flatMap(({ tags }) => inOrder(tags)).filter(({ role }) => role === "H1")
  expect(titles.map(({ text }) => text)).toEqual(bookmarks.map((bookmark) => bookmark.title))
  expect((await checkPdf(bytes)).code).toBe(0)
})
