import "server-only"
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
import { addTable } from "./table"
import { yieldToOthers } from "./yield-to-others"

/** Layout 1. Invoices are issued with it since the first version; its bytes never change. */
export async function drawLayout1(document: PdfDocument, invoice: InvoiceDocument): Promise<void> {
  const root = document.struct("Document")
  document.addStructure(root)
  const pen: Pen = { document, root, y: margin, pages: 0 }
  addPage(pen, invoice)
  document.outline.addItem(invoiceTitle(invoice))
  await yieldToOthers()
  addHeading(pen, invoice)
  await yieldToOthers()
  await addParties(pen, invoice)
  await addTable(pen, invoice.lines, () => addPage(pen, invoice))
  await addEnd(pen, invoice)
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

function addHeading(pen: Pen, invoice: InvoiceDocument): void {
  addText(pen, { role: "H1", text: invoiceTitle(invoice) }, { size: 22, strong: true })
  pen.y += 4
  addText(pen, { role: "P", text: `Data emiterii: ${issuedOn(invoice)}` }, { size: 11 })
  pen.y += 18
}

/** Seller on the left, buyer on the right; a screen reader reads the seller first. */
async function addParties(pen: Pen, { seller, buyer }: InvoiceDocument): Promise<void> {
  const gap = 24
  const width = (contentWidth - gap) / 2
  const y = pen.y
  const left = await addParty(pen, { x: margin, y, width }, ["Furnizor", ...sellerLines(seller)])
  const right = await addParty(pen, { x: margin + width + gap, y, width }, [
    "Cumpărător",
    ...buyerLines(buyer),
  ])
  pen.y = Math.max(left, right) + 18
}

type Box = { readonly x: number; readonly y: number; readonly width: number }

/** Returns the y of its bottom. */
async function addParty(
  pen: Pen,
  { x, y, width }: Box,
  [title = "", ...lines]: readonly string[],
): Promise<number> {
  pen.y = y
  addText(pen, { role: "H2", text: title }, { x, width, size: 9, strong: true, colour: colours.muted })
  for (const [at, text] of lines.entries()) {
    pen.y += 2
    addText(pen, { role: "P", text }, { x, width, size: at === 0 ? 12 : 10, strong: at === 0 })
    await yieldToOthers()
  }
  return pen.y
}

type Block = { readonly text: string; readonly spaceAbove: number; readonly style: TextStyle }

/** Totals and notes, together on one page: on a new one when they do not fit above the footer. */
async function addEnd(pen: Pen, invoice: InvoiceDocument): Promise<void> {
  const blocks = [...totals(invoice), ...notes(invoice)]
  const heights = blocks.map(({ text, spaceAbove, style }) => {
    return spaceAbove + heightOfText(pen.document, text, style)
  })
  if (pen.y + heights.reduce((sum, height) => sum + height, 0) > contentBottom) addPage(pen, invoice)
  for (const { text, spaceAbove, style } of blocks) {
    pen.y += spaceAbove
    addText(pen, { role: "P", text }, style)
    await yieldToOthers()
  }
}

function totals({ totalBani, vatBani, vatBasisPoints }: InvoiceDocument): Block[] {
  const part = { size: 10, align: "right" } as const
  const whole = { size: 14, strong: true, align: "right" } as const
  return [
    { text: `Total fără TVA: ${formatLei(totalBani - vatBani)}`, spaceAbove: 12, style: part },
    { text: `TVA ${percentOf(vatBasisPoints)} %: ${formatLei(vatBani)}`, spaceAbove: 3, style: part },
    { text: `Total: ${formatLei(totalBani)}`, spaceAbove: 3, style: whole },
  ]
}

function notes(invoice: InvoiceDocument): Block[] {
  const style = { size: 9, colour: colours.muted }
  return invoiceNotes(invoice).map((text, at) => ({ text, spaceAbove: at === 0 ? 18 : 6, style }))
}
