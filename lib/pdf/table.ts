import "server-only"
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
import { addGround } from "./mark"
import { yieldToOthers } from "./yield-to-others"

export type Column = {
  readonly title: string
  /** From the left margin, in points. */
  readonly x: number
  readonly width: number
  readonly align: "left" | "right"
}

type Table = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }

const cellSize = 10
const headingSize = 9

/** PDF/UA requires the scope of a heading cell; @types/pdfkit does not know the option. */
const columnScope = { scope: "Column" } as PDFKit.Mixins.StructureElementOptions

/** A tagged table. `addPage` starts a page and moves the pen to its top. */
export async function addTable(pen: Pen, { columns, rows }: Table, addPage: () => void): Promise<void> {
  const table = pen.document.struct("Table")
  pen.root.add(table)
  addRow(pen, table, { role: "TH", columns, cells: columns.map(({ title }) => title) })
  await yieldToOthers()
  for (const cells of rows) {
    if (pen.y + heightOfRow(pen, { columns, cells }) > contentBottom) {
      addPage()
      repeatHeadings(pen, columns)
    }
    addRow(pen, table, { role: "TD", columns, cells })
    await yieldToOthers()
  }
  table.end()
}

type Cells = { readonly columns: readonly Column[]; readonly cells: readonly string[] }
type Row = Cells & { readonly role: "TH" | "TD" }

function addRow(pen: Pen, table: PDFKit.PDFStructureElement, { role, columns, cells }: Row): void {
  if (role === "TH") addHeadingGround(pen, { columns, cells })
  const row = pen.document.struct("TR")
  table.add(row)
  for (const [at, text] of cells.entries()) {
    const draw = () => drawCell(pen, { column: columns[at], text, isHeading: role === "TH" })
    row.add(pen.document.struct(role, role === "TH" ? columnScope : {}, draw))
  }
  row.end()
  endRow(pen, { columns, cells })
}

/** Visible on each page, but an artifact after the first: a screen reader reads the headings once. */
function repeatHeadings(pen: Pen, columns: readonly Column[]): void {
  addHeadingGround(pen, { columns, cells: columns.map(({ title }) => title) })
  addArtifact(pen, () => {
    for (const column of columns) drawCell(pen, { column, text: column.title, isHeading: true })
  })
  endRow(pen, { columns, cells: columns.map(({ title }) => title) })
}

function addHeadingGround(pen: Pen, row: Cells): void {
  if (!pen.look.isMarked) return
  addGround(pen, { x: margin, y: pen.y, width: contentWidth, height: heightOfRow(pen, row) })
}

type Cell = { readonly column: Column | undefined; readonly text: string; readonly isHeading: boolean }

function drawCell({ document, y, look }: Pen, { column: place, text, isHeading }: Cell): void {
  if (!place) return
  drawText(document, text, {
    x: margin + place.x,
    y: y + look.rowPadding,
    width: place.width,
    align: place.align,
    size: isHeading ? headingSize : cellSize,
    strong: isHeading,
    colour: isHeading ? colours.muted : colours.ink,
  })
}

/** Moves the pen below the row and draws a rule there. */
function endRow(pen: Pen, row: Cells): void {
  pen.y += heightOfRow(pen, row)
  addArtifact(pen, () => {
    pen.document
      .moveTo(margin, pen.y)
      .lineTo(margin + contentWidth, pen.y)
      .lineWidth(0.6)
      .strokeColor(colours.rule)
      .stroke()
  })
}

function heightOfRow({ document, look }: Pen, { columns, cells }: Cells): number {
  const heights = cells.map((cell, at) =>
    heightOfText(document, cell, { size: cellSize, width: columns[at]?.width ?? contentWidth }),
  )
  return Math.max(...heights) + 2 * look.rowPadding
}
