import "server-only"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { formatLei } from "@/lib/domain/money/money"
import {
  addArtifact,
  colours,
  contentBottom,
  contentWidth,
  drawText,
  heightOfText,
  margin,
  type Pen,
} from "./document"
import { yieldToOthers } from "./yield-to-others"

const columns = [
  { title: "Nr.", x: 0, width: 28, align: "left" },
  { title: "Denumire", x: 32, width: 223, align: "left" },
  { title: "Valoare fără TVA", x: 261, width: 80, align: "right" },
  { title: "TVA", x: 347, width: 70, align: "right" },
  { title: "Total", x: 423, width: contentWidth - 423, align: "right" },
] as const

const headings = columns.map(({ title }) => title)
const cellSize = 10
const headingSize = 9
const rowPadding = 7

/** PDF/UA requires the scope of a heading cell; @types/pdfkit does not know the option. */
const columnScope = { scope: "Column" } as PDFKit.Mixins.StructureElementOptions

/** The invoice's lines as a tagged table. `addPage` starts a page and moves the pen to its top. */
export async function addTable(
  pen: Pen,
  lines: InvoiceDocument["lines"],
  addPage: () => void,
): Promise<void> {
  const table = pen.document.struct("Table")
  pen.root.add(table)
  addRow(pen, table, { role: "TH", cells: headings })
  await yieldToOthers()
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line, at + 1)
    if (pen.y + heightOfRow(pen, cells) > contentBottom) {
      addPage()
      repeatHeadings(pen)
    }
    addRow(pen, table, { role: "TD", cells })
    await yieldToOthers()
  }
  table.end()
}

const cellsOf = ({ text, priceBani, netBani }: InvoiceDocument["lines"][number], number: number) => [
  String(number),
  text,
  formatLei(netBani),
  formatLei(priceBani - netBani),
  formatLei(priceBani),
]

type Row = { readonly role: "TH" | "TD"; readonly cells: readonly string[] }

function addRow(pen: Pen, table: PDFKit.PDFStructureElement, { role, cells }: Row): void {
  const row = pen.document.struct("TR")
  table.add(row)
  for (const [column, text] of cells.entries()) {
    const draw = () => drawCell(pen, { column, text, isHeading: role === "TH" })
    row.add(pen.document.struct(role, role === "TH" ? columnScope : {}, draw))
  }
  row.end()
  endRow(pen, cells)
}

/** Visible on each page, but an artifact after the first: a screen reader reads the headings once. */
function repeatHeadings(pen: Pen): void {
  addArtifact(pen, () => {
    for (const [column, text] of headings.entries()) drawCell(pen, { column, text, isHeading: true })
  })
  endRow(pen, headings)
}

type Cell = { readonly column: number; readonly text: string; readonly isHeading: boolean }

function drawCell({ document, y }: Pen, { column, text, isHeading }: Cell): void {
  const place = columns[column]
  if (!place) return
  drawText(document, text, {
    x: margin + place.x,
    y: y + rowPadding,
    width: place.width,
    align: place.align,
    size: isHeading ? headingSize : cellSize,
    strong: isHeading,
    colour: isHeading ? colours.muted : colours.ink,
  })
}

/** Moves the pen below the row and draws a rule there. */
function endRow(pen: Pen, cells: readonly string[]): void {
  pen.y += heightOfRow(pen, cells)
  addArtifact(pen, () => {
    pen.document
      .moveTo(margin, pen.y)
      .lineTo(margin + contentWidth, pen.y)
      .lineWidth(0.6)
      .strokeColor(colours.rule)
      .stroke()
  })
}

function heightOfRow({ document }: Pen, cells: readonly string[]): number {
  const heights = cells.map((cell, column) =>
    heightOfText(document, cell, { size: cellSize, width: columns[column]?.width ?? contentWidth }),
  )
  return Math.max(...heights) + 2 * rowPadding
}
