import "server-only"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { createDocument, type PdfDocument } from "./document"
import { drawInvoice, type InvoiceContent } from "./draw-invoice"
import { layout1 } from "./layout-1"
import { layout2 } from "./layout-2"
import { layout3 } from "./layout-3"
import { type Look, markedLook, plainLook } from "./look"
import { inTurn } from "./one-at-a-time"
import { yieldToOthers } from "./yield-to-others"

/** The layout of invoices that are issued from now on. */
export const currentPdfLayout = 3

/**
 * Every layout that an invoice was ever issued with. A change of what a layout draws is a new layout:
 * the bytes of an issued invoice stay the same.
 */
const layouts: ReadonlyMap<number, Layout> = new Map([
  [1, { contentOf: layout1, look: plainLook }],
  [2, { contentOf: layout2, look: plainLook }],
  [3, { contentOf: layout3, look: markedLook }],
])

/** False for a layout of a later version. */
export const isKnownLayout = (layout: number): boolean => layouts.has(layout)

type Layout = {
  readonly contentOf: (invoice: InvoiceDocument) => InvoiceContent
  readonly look: Look
}

/** An invoice with the number of the layout that it was issued with. */
export type LaidOutInvoice = InvoiceDocument & { readonly pdfLayout: number }

/**
 * Invoices as one tagged PDF/UA file in Romanian, with embedded fonts; the reading order is the visual order.
 * The same invoices always give identical bytes. Each invoice starts on a new page.
 */
export async function invoicePdf(invoices: readonly LaidOutInvoice[], title: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of invoicePdfStream(invoices, title)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * The same file in chunks. An invoice takes about 45 ms of processor, in pieces of a few milliseconds with
 * other requests between them; one invoice is drawn at a time in a process.
 */
export async function* invoicePdfStream(
  invoices: AsyncIterable<LaidOutInvoice> | Iterable<LaidOutInvoice>,
  title: string,
): AsyncGenerator<Buffer> {
  const document = await inTurn(async () => createDocument(title))
  const written: Buffer[] = []
  document.on("data", (chunk: Buffer) => written.push(chunk))
  const ended = new Promise((resolve, reject) => document.on("end", resolve).on("error", reject))
  for await (const invoice of invoices) {
    await inTurn(() => draw(document, invoice))
    yield* written.splice(0)
  }
  await inTurn(async () => {
    document.end()
    await ended
  })
  yield* written
}

async function draw(document: PdfDocument, invoice: LaidOutInvoice): Promise<void> {
  const layout = layouts.get(invoice.pdfLayout)
  if (!layout) throw new Error(`There is no layout ${invoice.pdfLayout} of invoices`)
  await drawInvoice(document, invoice, { content: layout.contentOf(invoice), look: layout.look })
  await yieldToOthers()
}
