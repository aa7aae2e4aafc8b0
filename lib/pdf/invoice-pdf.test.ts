import { afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import {
  buyerLines,
  type InvoiceDocument,
  invoiceNotes,
  invoiceTitle,
  sellerLines,
} from "@/lib/domain/money/invoice"
import { formatLei } from "@/lib/domain/money/money"
import { rareInvoices, usualInvoices } from "@/tests/samples/invoices"
import {
  checkPdf,
  dictionariesOf,
  inOrder,
  type PdfPage,
  type PdfRead,
  type Piece,
  readPdf,
} from "@/tests/support/pdf"
import { invoicePdf } from "./invoice-pdf"

const usual = Object.entries<InvoiceDocument>(usualInvoices)
const all = [...usual, ...Object.entries<InvoiceDocument>(rareInvoices)]

afterEach(() => {
  vi.useRealTimers()
})

describe.each(all)("%s", (_, invoice) => {
  let bytes: Buffer
  let read: PdfRead
  beforeAll(async () => {
    bytes = await fileOf(invoice)
    read = await readPdf(bytes)
  })

  test("is the same, byte for byte, whenever it is made", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T08:15:00Z") })
    expect(await fileOf(invoice)).toEqual(bytes)
    vi.setSystemTime(new Date("2031-02-03T04:05:06Z"))
    expect(await fileOf(invoice)).toEqual(bytes)
  })

  test("is a sound file: qpdf has neither errors nor warnings", async () => {
    const { code, output } = await checkPdf(bytes)
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("No syntax or stream") })
    expect(bytes.subarray(-6).toString()).toBe("%%EOF\n")
  })

  test("brings its fonts, and says of which column each heading is", async () => {
    const dictionaries = await dictionariesOf(bytes)
    const ofType = (type: string) => dictionaries.filter((one) => one["/Type"] === type)
    const simple = ofType("/Font").filter((one) => one["/Subtype"] !== "/Type0")
    expect(simple.map((one) => one["/FontDescriptor"])).toEqual([expect.any(String), expect.any(String)])
    expect(ofType("/FontDescriptor").map((one) => one["/FontFile2"])).toEqual([
      expect.any(String),
      expect.any(String),
    ])
    const headings = dictionaries.filter((one) => one["/S"] === "/TH")
    expect(headings.map((one) => one["/A"])).toEqual(Array(5).fill({ "/O": "/Table", "/Scope": "/Column" }))
  })

  test("names itself and its language, and is tagged", () => {
    const { title, language, isTagged } = read
    expect({ title, language, isTagged }).toEqual({
      title: invoiceTitle(invoice),
      language: "ro-RO",
      isTagged: true,
    })
  })

  test("is read in the order of its parts, with every letter of them and nothing else", () => {
    const seen = read.pages.flatMap(({ tags }) => inOrder(tags)).filter(({ text }) => text !== "")
    expect(seen.map(({ role, text }) => `${role}: ${letters(text)}`)).toEqual(
      expectedTags(invoice).map(([role, text]) => `${role}: ${letters(text)}`),
    )
  })

  test("has every sign in its fonts", () => {
    for (const { glyphCodes } of read.pages) {
      expect(glyphCodes.length).toBeGreaterThan(50)
      expect(glyphCodes).not.toContain(0)
    }
  })

  test("keeps within its pages and columns", () => {
    for (const page of read.pages) expectTidy(page)
    const [first] = read.pages
    if (!first) throw new Error("It has no page")
    expectApart(first, ["Furnizor", "Nr."], "Cumpărător")
    expectApart(first, ["Nr.", "Total fără TVA"], "Valoare fără TVA")
  })
})

test.each(usual)("%s has one page", async (_, invoice) => {
  expect((await readInvoice(invoice)).pages).toHaveLength(1)
})

test("a person's invoice, word for word as a screen reader reads it", async () => {
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
    "TH Valoare fără TVA",
    "TH TVA",
    "TH Total",
    "TR",
    "TD 1",
    "TD Familia, 1 lună, smartcard 02000000001",
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

test("a storno of unused days shows negative amounts and names the invoice it takes back", async () => {
  const { pages } = await readInvoice(usualInvoices["partial-storno"])
  const words = pages.flatMap(({ tags }) => inOrder(tags)).map(({ text }) => text)
  expect(words).toEqual(
    expect.arrayContaining([
      "Factura storno FS 1205",
      "Familia, 1 lună, smartcard 02000000001: zile nefolosite, 27 din 30",
      "-32,72 lei",
      "-6,88 lei",
      "-39,60 lei",
      "Total: -39,60 lei",
      "Storno la factura FS 1 din 22.11.2026, comanda 100001. Banii se întorc pe cardul sau în contul din care s-a plătit.",
    ]),
  )
})

test("40 lines go over several pages: each line is a row once, the heading is seen on each page and read once", async () => {
  const invoice = rareInvoices["many-lines"]
  const { pages } = await readInvoice(invoice)
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) {
    const seen = page.pieces.map(({ text }) => text)
    for (const heading of headings) expect(seen.filter((text) => text === heading)).toHaveLength(1)
    expect(seen).toContain(`Factura FS 5 din 22.11.2026 · pagina ${pages.indexOf(page) + 1}`)
  }
  const rows = pages.flatMap(({ tags }) => inOrder(tags)).filter(({ role }) => role === "TR")
  const [first, ...others] = rows.map(({ children }) => children.map(({ text }) => text))
  expect(first).toEqual(headings)
  expect(others.map(([number, text]) => ({ number, text }))).toEqual(
    invoice.lines.map(({ text }, at) => ({ number: String(at + 1), text })),
  )
})

test("wherever the last line ends, totals and notes stay above the foot of a page that has one", async () => {
  const { lines, seller, ...storno } = usualInvoices["partial-storno"]
  const row = (text: string) => lines.map((line) => ({ ...line, text }))
  const invoices = ends.map(([low, high], at): InvoiceDocument => {
    const rows = [...Array(low).fill(row("Familia")), ...Array(high).fill(row("Familia ".repeat(8)))]
    return { ...storno, number: at + 1, seller: { ...seller, isVatPayer: false }, lines: rows.flat() }
  })
  const { pages } = await readPdf(await invoicePdf(invoices, "Toate"))
  expect(pages.length).toBeGreaterThan(invoices.length)
  for (const page of pages) {
    expectTidy(page)
    const feet = page.pieces.filter(({ text, isArtifact }) => isArtifact && / · pagina \d+$/.test(text))
    expect(feet).toHaveLength(1)
    const others = page.pieces.filter((piece) => !feet.includes(piece))
    expect(Math.max(...others.map(({ bottom }) => bottom))).toBeLessThan(feet[0]?.top ?? 0)
  }
})

test.each([
  ["Kőrösi Łukasz", "Kőrösi Łukasz"],
  ["Ștefan Țepeș in Unicode's other spelling", "Ștefan Țepeș in Unicode's other spelling".normalize("NFD")],
  ["Nguyễn Trần", "Nguyễn Trần"],
  ["??????? și ??", "Николай și 李白"],
])("what the font cannot write is written plainly: %s", async (seen, name) => {
  const { buyer, ...invoice } = usualInvoices["person-sector-3"]
  const { pages } = await readInvoice({ ...invoice, buyer: { ...buyer, name } })
  const texts = pages.flatMap(({ tags }) => inOrder(tags)).map(({ text }) => text.normalize("NFC"))
  expect(pages.flatMap(({ glyphCodes }) => glyphCodes)).not.toContain(0)
  expect(texts).toContain(seen)
})

test("several invoices in one file follow each other, each with a bookmark and pages of its own", async () => {
  const [long, ...short] = [
    rareInvoices["many-lines"],
    usualInvoices["firm-vat"],
    usualInvoices["partial-storno"],
  ]
  if (!long) throw new Error("There is no long one")
  const bytes = await invoicePdf([long, ...short], "Facturile anului 2026")
  const { title, pages, bookmarks } = await readPdf(bytes)
  expect(title).toBe("Facturile anului 2026")
  const of = (name: string, page: number) => `${name} · pagina ${page}`
  expect(pages.map(({ pieces }) => pieces.find(({ text }) => text.includes(" · pagina "))?.text)).toEqual([
    of("Factura FS 5 din 22.11.2026", 1),
    of("Factura FS 5 din 22.11.2026", 2),
    of("Factura FS 5 din 22.11.2026", 3),
    of("Factura FS 2 din 22.11.2026", 1),
    of("Factura storno FS 1205 din 25.11.2026", 1),
  ])
  expect(bookmarks).toEqual([
    { title: "Factura FS 5", page: 1 },
    { title: "Factura FS 2", page: 4 },
    { title: "Factura storno FS 1205", page: 5 },
  ])
  const titles = pages.flatMap(({ tags }) => inOrder(tags)).filter(({ role }) => role === "H1")
  expect(titles.map(({ text }) => text)).toEqual(bookmarks.map((bookmark) => bookmark.title))
  expect((await checkPdf(bytes)).code).toBe(0)
})

const headings = ["Nr.", "Denumire", "Valoare fără TVA", "TVA", "Total"]

/** Rows of one line and of two, so that the table ends at every height of a page. */
const ends = Array.from({ length: 12 }, (_, low) => low + 7).flatMap((low) =>
  [0, 1, 2, 3].map((high) => [low, high] as const),
)

const fileOf = (invoice: InvoiceDocument) => invoicePdf([invoice], invoiceTitle(invoice))
const readInvoice = async (invoice: InvoiceDocument) => readPdf(await fileOf(invoice))

/** Where a line breaks, a blank may be missing or too many. */
const letters = (text: string) => text.replace(/\s/g, "")

function expectedTags(invoice: InvoiceDocument): (readonly [role: string, text: string])[] {
  const { seller, buyer, lines, totalBani, vatBani, vatBasisPoints } = invoice
  const [day, month, year] = invoice.issuedAt.toISOString().slice(0, 10).split("-").reverse()
  const paragraphs = (texts: readonly string[]) => texts.map((text) => ["P", text] as const)
  const cells = lines.map(({ text, priceBani, netBani }, at) => {
    const amounts = [netBani, priceBani - netBani, priceBani].map(formatLei)
    return [String(at + 1), text, ...amounts]
  })
  return [
    ["H1", invoiceTitle(invoice)],
    ["P", `Data emiterii: ${day}.${month}.${year}`],
    ["H2", "Furnizor"],
    ...paragraphs(sellerLines(seller)),
    ["H2", "Cumpărător"],
    ...paragraphs(buyerLines(buyer)),
    ...headings.map((text) => ["TH", text] as const),
    ...cells.flat().map((text) => ["TD", text] as const),
    ["P", `Total fără TVA: ${formatLei(totalBani - vatBani)}`],
    ["P", `TVA ${vatBasisPoints / 100} %: ${formatLei(vatBani)}`],
    ["P", `Total: ${formatLei(totalBani)}`],
    ...paragraphs(invoiceNotes(invoice)),
  ]
}

/** Nothing stands in the margins, and nothing on something else. */
function expectTidy({ width, height, pieces }: PdfPage): void {
  const [margin, halfPoint] = [48, 0.5]
  expect(pieces.length).toBeGreaterThan(0)
  for (const { left, right, top, bottom } of pieces) {
    expect(left).toBeGreaterThan(margin - halfPoint)
    expect(right).toBeLessThan(width - margin + halfPoint)
    expect(top).toBeGreaterThan(margin - halfPoint)
    expect(bottom).toBeLessThan(height - margin + halfPoint)
  }
  const overlaps = pieces.flatMap((one, at) => pieces.slice(at + 1).filter((other) => overlap(one, other)))
  expect(overlaps).toEqual([])
}

const overlap = (one: Piece, other: Piece) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** Between two heads down the page, what stands left of a column ends before anything that stands in it begins. */
function expectApart({ pieces }: PdfPage, [from, to]: readonly [string, string], column: string): void {
  const find = (start: string) => pieces.find(({ text }) => text.startsWith(start))
  const [upper, lower, head] = [find(from), find(to), find(column)]
  if (!upper || !head) throw new Error(`${from} or ${column} is missing`)
  const between = pieces.filter(({ top, isArtifact }) => {
    return !isArtifact && top >= upper.top && top < (lower?.top ?? Number.POSITIVE_INFINITY)
  })
  const isInColumn = (piece: Piece) =>
    column === "Cumpărător" ? piece.left >= head.left - 0.5 : piece.right >= head.right - 0.5
  const ofColumn = between.filter(isInColumn)
  const before = between.filter((piece) => !isInColumn(piece))
  expect(Math.max(...before.map(({ right }) => right))).toBeLessThan(
    Math.min(...ofColumn.map(({ left }) => left)),
  )
}
