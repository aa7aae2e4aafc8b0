import { expect } from "vitest"
import { type InvoiceDocument, invoiceTitle } from "@/lib/domain/money/invoice"
import { currentPdfLayout, invoicePdf } from "@/lib/pdf/invoice-pdf"
import { type PdfPage, type Piece, readPdf } from "./pdf"

const withVat = ["Nr.", "Denumire", "Buc.", "Preț fără TVA", "Valoare fără TVA", "TVA", "Total"]
const withoutVat = ["Nr.", "Denumire", "Buc.", "Preț", "Valoare"]

export const tableHeadings = ({ seller }: InvoiceDocument) => (seller.isVatPayer ? withVat : withoutVat)

export const pdfOf = (invoice: InvoiceDocument) =>
  invoicePdf([{ ...invoice, pdfLayout: currentPdfLayout }], invoiceTitle(invoice))
export const readInvoice = async (invoice: InvoiceDocument) => readPdf(await pdfOf(invoice))

/** No text lies in the margins or overlaps other text. */
export function expectTidy({ width, height, pieces }: PdfPage): void {
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

/**
 * Between the headings `from` and `to`, all text left of `column` ends before any text of that column begins.
 * `column` is the text of its heading.
 */
export function expectApart(
  { pieces }: PdfPage,
  [from, to]: readonly [string, string],
  column: string,
): void {
  const find = (start: string) => pieces.find(({ text }) => text.startsWith(start))
  const [upper, lower, heading] = [find(from), find(to), find(column)]
  if (!upper || !heading) throw new Error(`${from} or ${column} is missing`)
  const between = pieces.filter(({ top, isArtifact }) => {
    return !isArtifact && top >= upper.top && top < (lower?.top ?? Number.POSITIVE_INFINITY)
  })
  const isInColumn = (piece: Piece) =>
    column === "Cumpărător" ? piece.left >= heading.left - 0.5 : piece.right >= heading.right - 0.5
  const ofColumn = between.filter(isInColumn)
  const before = between.filter((piece) => !isInColumn(piece))
  expect(Math.max(...before.map(({ right }) => right))).toBeLessThan(
    Math.min(...ofColumn.map(({ left }) => left)),
  )
}
