import { afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import {
  buyerLines,
  type InvoiceDocument,
  invoiceNotes,
  invoiceTitle,
  sellerLines,
} from "@/lib/domain/money/invoice"
import { plainLei } from "@/lib/domain/money/money"
import { rareInvoices, usualInvoices } from "@/tests/samples/invoices"
import { expectApart, expectTidy, pdfOf, readInvoice, tableHeadings } from "@/tests/support/invoice-layout"
import { checkPdf, dictionariesOf, inOrder, type PdfRead, readPdf } from "@/tests/support/pdf"

const usual = Object.entries<InvoiceDocument>(usualInvoices)
const all = [...usual, ...Object.entries<InvoiceDocument>(rareInvoices)]

afterEach(() => {
  vi.useRealTimers()
})

describe.each(all)("%s", (_, invoice) => {
  let bytes: Buffer
  let read: PdfRead
  beforeAll(async () => {
    bytes = await pdfOf(invoice)
    read = await readPdf(bytes)
  })

  test("has the same bytes on any date", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T08:15:00Z") })
    expect(await pdfOf(invoice)).toEqual(bytes)
    vi.setSystemTime(new Date("2031-02-03T04:05:06Z"))
    expect(await pdfOf(invoice)).toEqual(bytes)
  })

  test("is a valid file: qpdf reports no errors and no warnings", async () => {
    const { code, output } = await checkPdf(bytes)
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("No syntax or stream") })
    expect(bytes.subarray(-6).toString()).toBe("%%EOF\n")
  })

  test("embeds its fonts, and each heading cell has a column scope", async () => {
    const dictionaries = await dictionariesOf(bytes)
    const ofType = (type: string) => dictionaries.filter((one) => one["/Type"] === type)
    const simple = ofType("/Font").filter((one) => one["/Subtype"] !== "/Type0")
    expect(simple.map((one) => one["/FontDescriptor"])).toEqual([expect.any(String), expect.any(String)])
    expect(ofType("/FontDescriptor").map((one) => one["/FontFile2"])).toEqual([
      expect.any(String),
      expect.any(String),
    ])
    const headings = dictionaries.filter((one) => one["/S"] === "/TH")
    expect(headings.map((one) => one["/A"])).toEqual(
      tableHeadings(invoice).map(() => ({ "/O": "/Table", "/Scope": "/Column" })),
    )
  })

  test("has a title and a language, and is tagged", () => {
    const { title, language, isTagged } = read
    expect({ title, language, isTagged }).toEqual({
      title: invoiceTitle(invoice),
      language: "ro-RO",
      isTagged: true,
    })
  })

  test("has tags in reading order, with the full text and no other", () => {
    const seen = read.pages.flatMap(({ tags }) => inOrder(tags)).filter(({ text }) => text !== "")
    expect(seen.map(({ role, text }) => `${role}: ${withoutBlanks(text)}`)).toEqual(
      expectedTags(invoice).map(([role, text]) => `${role}: ${withoutBlanks(text)}`),
    )
  })

  test("draws no missing glyph", () => {
    for (const { glyphCodes } of read.pages) {
      expect(glyphCodes.length).toBeGreaterThan(50)
      expect(glyphCodes).not.toContain(0)
    }
  })

  test("keeps its text inside the page margins and the columns", () => {
    for (const page of read.pages) expectTidy(page)
    const [first] = read.pages
    if (!first) throw new Error("The PDF has no page")
    expectApart(first, ["Furnizor", "Nr."], "Cumpărător")
    const pays = invoice.seller.isVatPayer
    expectApart(first, ["Nr.", pays ? "Total fără TVA" : "Total:"], pays ? "Valoare fără TVA" : "Valoare")
  })
})

test.each(usual)("%s fits on one page", async (_, invoice) => {
  expect((await readInvoice(invoice)).pages).toHaveLength(1)
})

test("the exact tags and texts of a person's invoice", async () => {
  const { pages } = await readInvoice(usualInvoices["person-sector-3"])
  const words = pages.flatMap(({ tags }) => inOrder(tags)).map(({ role, text }) => `${role} ${text}`.trim())
  expect(words).toEqual([
    "Root",
    "Document",
    "H1 Factura FS 1",
    "P Data emiterii: 22.11.2026",
    "H2 Furnizor",
    "P Vânzător de probă S.R.L.",
    "P CUI RO17030766 · Registrul comerțului J40/123/2020",
    "P Strada Exemplului 1, Sector 1, București",
    "P IBAN RO49AAAA1B31007593840000",
    "P 021 000 00 00 · relatii@focussat.example",
    "H2 Cumpărător",
    "P Ștefania-Mălina Țîrlea Înăcescu",
    "P Str. Lalelelor 5, bl. B2, sc. 1, ap. 14, Sector 3, București, 030001",
    "Table",
    "TR",
    "TH Nr.",
    "TH Denumire",
    "TH Buc.",
    "TH Preț fără TVA",
    "TH Valoare fără TVA",
    "TH TVA",
    "TH Total",
    "TR",
    "TD 1",
    "TD Familia, 1 lună, smartcard 020 0000 0001",
    "TD 1",
    "TD 36,36 lei",
    "TD 36,36 lei",
    "TD 7,64 lei",
    "TD 44,00 lei",
    "P Total fără TVA: 36,36 lei",
    "P TVA 21 %: 7,64 lei",
    "P Total: 44,00 lei",
    "P Achitată online, comanda 100001.",
    "P Valabilă fără semnătură și ștampilă, conform art. 319 alin. (29) din Codul fiscal.",
  ])
})

test("a storno of unused days shows negative amounts and names the original invoice", async () => {
  const { pages } = await readInvoice(usualInvoices["partial-storno"])
  const words = pages.flatMap(({ tags }) => inOrder(tags)).map(({ text }) => text)
  expect(words).toEqual(
    expect.arrayContaining([
      "Factura storno FS 1205",
      "Familia, 1 lună, smartcard 020 0000 0001: zile nefolosite, 27 din 30",
      "-32,72 lei",
      "-6,88 lei",
      "-39,60 lei",
      "Total: -39,60 lei",
      "Storno la factura FS 1 din 22.11.2026, comanda 100001. Banii se întorc pe cardul sau în contul din care s-a plătit.",
    ]),
  )
})

/** pdf.js may add or drop a blank at a line break. */
const withoutBlanks = (text: string) => text.replace(/\s/g, "")

function expectedTags(invoice: InvoiceDocument): (readonly [role: string, text: string])[] {
  const { seller, buyer, lines, totalBani, vatBani, vatBasisPoints } = invoice
  const [day, month, year] = invoice.issuedAt.toISOString().slice(0, 10).split("-").reverse()
  const paragraphs = (texts: readonly string[]) => texts.map((text) => ["P", text] as const)
  const cells = lines.map(({ text, priceBani, netBani }, at) => {
    const unit = Math.abs(netBani)
    const amounts = seller.isVatPayer ? [unit, netBani, priceBani - netBani, priceBani] : [unit, priceBani]
    return [String(at + 1), text, priceBani < 0 ? "-1" : "1", ...amounts.map(plainLei)]
  })
  const vat = [
    `Total fără TVA: ${plainLei(totalBani - vatBani)}`,
    `TVA ${vatBasisPoints / 100} %: ${plainLei(vatBani)}`,
  ]
  return [
    ["H1", invoiceTitle(invoice)],
    ["P", `Data emiterii: ${day}.${month}.${year}`],
    ["H2", "Furnizor"],
    ...paragraphs(sellerLines(seller)),
    ["H2", "Cumpărător"],
    ...paragraphs(buyerLines(buyer)),
    ...tableHeadings(invoice).map((text) => ["TH", text] as const),
    ...cells.flat().map((text) => ["TD", text] as const),
    ...(seller.isVatPayer ? paragraphs(vat) : []),
    ["P", `Total: ${plainLei(totalBani)}`],
    ...paragraphs(invoiceNotes(invoice)),
  ]
}
