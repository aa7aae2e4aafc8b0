import "server-only"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as fontkit from "fontkit"
import PDFDocument from "pdfkit"
import {
  buyerLines,
  type InvoiceDocument,
  invoiceNotes,
  invoiceTitle,
  issuedOn,
  sellerLines,
} from "@/lib/domain/money/invoice"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"

type Document = PDFKit.PDFDocument

/**
 * Invoices as one tagged PDF: Romanian, with a title, its letters embedded, read in the order in which it is seen. The same invoice
 * gives the same bytes, always. Several invoices follow each other, each on pages of its own.
 */
export async function invoicePdf(invoices: readonly InvoiceDocument[], title: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of invoicePdfStream(invoices, title)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same, as it is written: for many invoices, which others shall not wait for. */
export async function* invoicePdfStream(
  invoices: AsyncIterable<InvoiceDocument> | Iterable<InvoiceDocument>,
  title: string,
): AsyncGenerator<Buffer> {
  const document = newDocument(title)
  const written: Buffer[] = []
  document.on("data", (chunk: Buffer) => written.push(chunk))
  const ended = new Promise((resolve, reject) => document.on("end", resolve).on("error", reject))
  for await (const invoice of invoices) {
    writeInvoice(document, invoice)
    await new Promise(setImmediate)
    yield* written.splice(0)
  }
  document.end()
  await ended
  yield* written
}

const margin = 48
const pageWidth = 595.28
const width = pageWidth - 2 * margin
const bottom = 841.89 - margin - 24
const ink = "#0f1c3a"
const muted = "#4a5875"
const rule = "#c9d3e6"

/** No moment of making: identical bytes for the same invoice. */
const noMoment = new Date("2000-01-01T00:00:00Z")

function newDocument(title: string): Document {
  const options = {
    size: "A4",
    margin,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/UA",
    tagged: true,
    lang: "ro-RO",
    displayTitle: true,
    font: fontFile(400),
    info: { Title: title, CreationDate: noMoment, ModDate: noMoment },
  }
  // Its types have not heard of PDF/UA.
  const document = new PDFDocument(options as PDFKit.PDFDocumentOptions)
  document.registerFont("text", fontFile(400)).registerFont("strong", fontFile(700))
  return document
}

const fontFile = (weight: 400 | 700) =>
  join(process.cwd(), `lib/pdf/fonts/atkinson-hyperlegible-next-${weight}.ttf`)

type Pen = {
  readonly document: Document
  readonly root: PDFKit.PDFStructureElement
  y: number
  pages: number
}

function writeInvoice(document: Document, invoice: InvoiceDocument): void {
  const root = document.struct("Document")
  document.addStructure(root)
  const pen: Pen = { document, root, y: margin, pages: 0 }
  newPage(pen, invoice)
  if (pen.pages === 1) document.outline.addItem(invoiceTitle(invoice))
  heading(pen, invoice)
  parties(pen, invoice)
  table(pen, invoice)
  closing(pen, invoice)
  root.end()
}

function newPage(pen: Pen, invoice: InvoiceDocument): void {
  pen.document.addPage()
  pen.pages += 1
  pen.y = margin
  const words = `${invoiceTitle(invoice)} din ${issuedOn(invoice)} · pagina ${pen.pages}`
  const place = { x: margin, y: bottom + 12, width, align: "right", lineBreak: false } as const
  const foot = () => write(pen.document, words, { ...place, size: 8, colour: muted })
  asArtifact(pen, foot, "Pagination")
}

function heading(pen: Pen, invoice: InvoiceDocument): void {
  element(pen, "H1", invoiceTitle(invoice), { size: 22, strong: true })
  pen.y += 4
  paragraph(pen, `Data emiterii: ${issuedOn(invoice)}`, { size: 11 })
  pen.y += 18
}

/** Seller on the left, buyer on the right, read one after the other. */
function parties(pen: Pen, { seller, buyer }: InvoiceDocument): void {
  const half = (width - 24) / 2
  const top = pen.y
  const ends = [
    column(pen, { x: margin, y: top, width: half }, "Furnizor", sellerLines(seller)),
    column(pen, { x: margin + half + 24, y: top, width: half }, "Cumpărător", buyerLines(buyer)),
  ]
  pen.y = Math.max(...ends) + 18
}

type Box = { readonly x: number; readonly y: number; readonly width: number }

function column(pen: Pen, box: Box, title: string, lines: readonly string[]): number {
  pen.y = box.y
  element(pen, "H2", title, { ...box, size: 9, strong: true, colour: muted })
  lines.forEach((line, at) => {
    pen.y += 2
    paragraph(pen, line, { x: box.x, width: box.width, size: at === 0 ? 12 : 10, strong: at === 0 })
  })
  return pen.y
}

const columns = [
  { title: "Nr.", x: 0, width: 28, align: "left" },
  { title: "Denumire", x: 32, width: 223, align: "left" },
  { title: "Valoare fără TVA", x: 261, width: 80, align: "right" },
  { title: "TVA", x: 347, width: 70, align: "right" },
  { title: "Total", x: 423, width: width - 423, align: "right" },
] as const

const headings = columns.map(({ title }) => title)

function table(pen: Pen, invoice: InvoiceDocument): void {
  const { document } = pen
  const grid = document.struct("Table")
  pen.root.add(grid)
  row(pen, grid, "TH", headings)
  invoice.lines.forEach(({ text, priceBani, netBani }, at) => {
    const cells = [
      String(at + 1),
      text,
      formatLei(netBani),
      formatLei(priceBani - netBani),
      formatLei(priceBani),
    ]
    if (pen.y + heightOfRow(document, cells) > bottom) {
      newPage(pen, invoice)
      // Seen again on each page, read once.
      asArtifact(pen, () => drawCells(pen, headings, true))
      advanceRow(pen, headings)
    }
    row(pen, grid, "TD", cells)
  })
  grid.end()
}

function row(pen: Pen, grid: PDFKit.PDFStructureElement, kind: "TH" | "TD", cells: readonly string[]): void {
  const { document } = pen
  const element = document.struct("TR")
  grid.add(element)
  cells.forEach((cell, at) => {
    const draw = () => drawCell(pen, cell, at, kind === "TH")
    element.add(document.struct(kind, kind === "TH" ? columnHead : {}, draw))
  })
  element.end()
  advanceRow(pen, cells)
}

/** PDF/UA wants to know of what a heading is one. Its types have not heard of that either. */
const columnHead = { scope: "Column" } as PDFKit.Mixins.StructureElementOptions

const cellSize = 10
const rowPadding = 7

function drawCells(pen: Pen, cells: readonly string[], isStrong: boolean): void {
  for (const [at, cell] of cells.entries()) drawCell(pen, cell, at, isStrong)
}

function drawCell({ document, y }: Pen, text: string, at: number, isStrong: boolean): void {
  const place = columns[at]
  if (!place) return
  const { x, width: cellWidth, align } = place
  const colour = isStrong ? muted : ink
  const box = { x: margin + x, y: y + rowPadding, width: cellWidth, align }
  write(document, text, { ...box, size: isStrong ? 9 : cellSize, strong: isStrong, colour })
}

function heightOfRow(document: Document, cells: readonly string[]): number {
  document.font("text").fontSize(cellSize)
  const heights = cells.map((cell, at) =>
    document.heightOfString(covered(cell), { width: columns[at]?.width ?? width }),
  )
  return Math.max(...heights) + 2 * rowPadding
}

function advanceRow(pen: Pen, cells: readonly string[]): void {
  pen.y += heightOfRow(pen.document, cells)
  asArtifact(pen, () => {
    pen.document
      .moveTo(margin, pen.y)
      .lineTo(margin + width, pen.y)
      .lineWidth(0.6)
      .strokeColor(rule)
      .stroke()
  })
}

type Block = { readonly text: string; readonly above: number; readonly style: Style }

/** Totals and what is said under them: never parted, never over the foot of the page. */
function closing(pen: Pen, invoice: InvoiceDocument): void {
  const blocks = [...totals(invoice), ...notes(invoice)]
  const height = blocks.reduce((sum, block) => sum + heightOfBlock(pen.document, block), 0)
  if (pen.y + height > bottom) newPage(pen, invoice)
  for (const { text, above, style } of blocks) {
    pen.y += above
    paragraph(pen, text, style)
  }
}

function totals({ totalBani, vatBani, vatBasisPoints }: InvoiceDocument): Block[] {
  const [sum, whole] = [
    { size: 10, align: "right" },
    { size: 14, strong: true, align: "right" },
  ] as const
  return [
    { text: `Total fără TVA: ${formatLei(totalBani - vatBani)}`, above: 12, style: sum },
    { text: `TVA ${percentOf(vatBasisPoints)} %: ${formatLei(vatBani)}`, above: 3, style: sum },
    { text: `Total: ${formatLei(totalBani)}`, above: 3, style: whole },
  ]
}

function notes(invoice: InvoiceDocument): Block[] {
  const style = { size: 9, colour: muted }
  return invoiceNotes(invoice).map((text, at) => ({ text, above: at === 0 ? 18 : 6, style }))
}

function heightOfBlock(document: Document, { text, above, style }: Block): number {
  document.font(style.strong ? "strong" : "text").fontSize(style.size)
  return above + document.heightOfString(covered(text), { width })
}

type Style = {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly size: number
  readonly strong?: boolean
  readonly colour?: string
  readonly align?: "left" | "right"
  readonly lineBreak?: boolean
}

const paragraph = (pen: Pen, text: string, style: Style) => element(pen, "P", text, style)

/** A block of text that is read where it is seen. */
function element(pen: Pen, kind: "H1" | "H2" | "P", text: string, style: Style): void {
  const { document, root } = pen
  root.add(
    document.struct(kind, {}, () => {
      write(document, text, { x: margin, width, ...style, y: pen.y })
      pen.y = document.y
    }),
  )
}

/** Drawn, and not read: rules, page footers, a heading seen again. */
function asArtifact({ document }: Pen, draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
  document.markContent("Artifact", { type })
  draw()
  document.endMarkedContent()
}

function write(document: Document, text: string, style: Style): void {
  const { x = margin, y = margin, size, strong = false, colour = ink, ...options } = style
  document
    .font(strong ? "strong" : "text")
    .fontSize(size)
    .fillColor(colour)
  document.text(covered(text), x, y, { width, ...options })
}

let letters: ReadonlySet<number> | undefined

/** What the font cannot write, written plainly: a letter with those of its marks that the font has, anything else as a question mark. */
function covered(text: string): string {
  letters ??= lettersOf(fontFile(400))
  const known = letters
  const isKnown = (sign: string) => known.has(sign.codePointAt(0) ?? 0)
  return [...text]
    .map((sign) => {
      if (isKnown(sign)) return sign
      const [letter = "", ...marks] = sign.normalize("NFD")
      return isKnown(letter) ? [letter, ...marks.filter(isKnown)].join("") : "?"
    })
    .join("")
}

const lettersOf = (file: string): ReadonlySet<number> =>
  new Set(fontkit.create(readFileSync(file)).characterSet)
