import "server-only"
import { type InvoiceDocument, invoiceTitle, issuedOn } from "@/lib/domain/money/invoice"
import {
  addArtifact,
  addText,
  colours,
  contentBottom,
  contentWidth,
  drawText,
  heightOfText,
  margin,
  type PdfDocument,
  type Pen,
  type TextStyle,
} from "./document"
import type { Look } from "./look"
import { addGround, addMark } from "./mark"
import { addTable, type Column } from "./table"
import { yieldToOthers } from "./yield-to-others"

/** What a layout says about an invoice; each layout makes its own. */
export type InvoiceContent = {
  /** Under the title. */
  readonly days: readonly string[]
  readonly seller: readonly string[]
  readonly buyer: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** Above the total. */
  readonly parts: readonly string[]
  readonly total: string
  readonly notes: readonly string[]
}

/** Draws the content of any layout in its look. A change of what it draws changes the bytes of each. */
export async function drawInvoice(
  document: PdfDocument,
  invoice: InvoiceDocument,
  { content, look }: { readonly content: InvoiceContent; readonly look: Look },
): Promise<void> {
  const root = document.struct("Document")
  document.addStructure(root)
  const pen: Pen = { document, root, look, y: margin, pages: 0 }
  addPage(pen, invoice)
  document.outline.addItem(invoiceTitle(invoice))
  await yieldToOthers()
  if (look.isMarked) addMark(pen)
  addHeading(pen, invoiceTitle(invoice), content.days)
  await yieldToOthers()
  await addParties(pen, content)
  await addTable(pen, content, () => addPage(pen, invoice))
  await addEnd(pen, content, () => addPage(pen, invoice))
  root.end()
}

/** A new page with its footer; the pen moves to the top. */
function addPage(pen: Pen, invoice: InvoiceDocument): void {
  pen.document.addPage()
  pen.pages += 1
  pen.y = margin
  const text = `${invoiceTitle(invoice)} din ${issuedOn(invoice)} · pagina ${pen.pages}`
  const box = { x: margin, y: contentBottom + 12, width: contentWidth } as const
  const style = { ...box, align: "right", lineBreak: false, size: 8, colour: colours.muted } as const
  addArtifact(pen, () => drawText(pen.document, text, style), "Pagination")
}

function addHeading(pen: Pen, title: string, days: readonly string[]): void {
  addText(pen, { role: "H1", text: title }, { size: pen.look.titleSize, strong: true, colour: toneOf(pen) })
  for (const [at, text] of days.entries()) {
    pen.y += at === 0 ? 4 : 2
    addText(pen, { role: "P", text }, { size: 11 })
  }
  pen.y += 18
}

/** Of the title, the total and the names of the parties. */
const toneOf = ({ look }: Pen) => (look.isMarked ? colours.mark : colours.ink)

/** Seller on the left, buyer on the right; a screen reader reads the seller first. */
async function addParties(pen: Pen, { seller, buyer }: InvoiceContent): Promise<void> {
  const gap = 24
  const width = (contentWidth - gap) / 2
  const y = pen.y
  const left = await addParty(pen, { x: margin, y, width }, ["Furnizor", ...seller])
  const right = await addParty(pen, { x: margin + width + gap, y, width }, ["Cumpărător", ...buyer])
  pen.y = Math.max(left, right) + 18
}

type Box = { readonly x: number; readonly y: number; readonly width: number }

/** Returns the y of its bottom. */
async function addParty(
  pen: Pen,
  { x, y, width }: Box,
  [title = "", ...lines]: readonly string[],
): Promise<number> {
  const { nameSize, partySize } = pen.look
  pen.y = y
  addText(pen, { role: "H2", text: title }, { x, width, size: 9, strong: true, colour: colours.muted })
  for (const [at, text] of lines.entries()) {
    pen.y += 2
    addText(pen, { role: "P", text }, { x, width, size: at === 0 ? nameSize : partySize, strong: at === 0 })
    await yieldToOthers()
  }
  return pen.y
}

type Block = {
  readonly text: string
  readonly spaceAbove: number
  readonly style: TextStyle
  /** On a ground of its own. */
  readonly isSetOff?: boolean
}

/** Totals and notes, together on one page: on a new one when they do not fit above the footer. */
async function addEnd(pen: Pen, content: InvoiceContent, startPage: () => void): Promise<void> {
  const blocks = [...totals(content, pen), ...notes(content, pen)]
  const heights = blocks.map(({ text, spaceAbove, style }) => {
    return spaceAbove + heightOfText(pen.document, text, style)
  })
  if (pen.y + heights.reduce((sum, height) => sum + height, 0) > contentBottom) startPage()
  for (const { text, spaceAbove, style, isSetOff } of blocks) {
    pen.y += spaceAbove
    if (isSetOff) addTotalGround(pen, text, style)
    addText(pen, { role: "P", text }, style)
    await yieldToOthers()
  }
}

function totals({ parts, total }: InvoiceContent, pen: Pen): Block[] {
  const { isMarked, partySize, totalSize } = pen.look
  const part = { size: partySize, align: "right" } as const
  const whole = { size: totalSize, strong: true, align: "right", colour: toneOf(pen) } as const
  const ofParts = parts.map((text, at) => ({ text, spaceAbove: at === 0 ? 12 : 3, style: part }))
  const ofTotal = isMarked ? 16 : parts.length > 0 ? 3 : 12
  return [...ofParts, { text: total, spaceAbove: ofTotal, style: whole, isSetOff: isMarked }]
}

const above = 5

function addTotalGround(pen: Pen, text: string, style: TextStyle): void {
  const height = heightOfText(pen.document, text, style) + 2 * above
  const width = pen.document.widthOfString(text)
  addGround(pen, { x: margin + contentWidth - width, y: pen.y - above, width, height })
}

function notes({ notes: texts }: InvoiceContent, { look }: Pen): Block[] {
  const style = { size: look.noteSize, colour: colours.muted }
  const ofFirst = look.isMarked ? 28 : 18
  return texts.map((text, at) => ({ text, spaceAbove: at === 0 ? ofFirst : 6, style }))
}
