/** `npm run invoice-pictures`: renders page 1 of each sample invoice to .pictures with pdf.js. */
import { mkdir, writeFile } from "node:fs/promises"
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs"
import { z } from "zod"
import { type InvoiceDocument, invoiceTitle } from "@/lib/domain/money/invoice"
import { currentPdfLayout, invoicePdf } from "@/lib/pdf/invoice-pdf"
import { usualInvoices } from "@/tests/samples/invoices"

const pixelsWide = 1_000

/** The types of pdf.js do not say what its canvas factory is: under Node, @napi-rs/canvas. */
type Canvas = HTMLCanvasElement & { readonly toBuffer: (type: "image/png") => Buffer }
type CanvasFactory = { readonly create: (width: number, height: number) => { readonly canvas: Canvas } }
const factorySchema = z.custom<CanvasFactory>((value) => value instanceof Object && "create" in value)

await mkdir(".pictures", { recursive: true })
for (const [name, invoice] of Object.entries(usualInvoices)) {
  const path = `.pictures/invoice-${name}.png`
  await writeFile(path, await pictureOf(invoice))
  console.log(path)
}

async function pictureOf(invoice: InvoiceDocument): Promise<Buffer> {
  const bytes = await invoicePdf([{ ...invoice, pdfLayout: currentPdfLayout }], invoiceTitle(invoice))
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await reading.promise
  const page = await document.getPage(1)
  const viewport = page.getViewport({ scale: pixelsWide / page.getViewport({ scale: 1 }).width })
  const { canvas } = factorySchema.parse(document.canvasFactory).create(viewport.width, viewport.height)
  await page.render({ canvas, viewport }).promise
  const picture = canvas.toBuffer("image/png")
  await reading.destroy()
  return picture
}
