import "server-only"
import { join } from "node:path"
import PDFDocument from "pdfkit"
import type { Look } from "./look"
import { replaceMissingGlyphs } from "./replace-missing-glyphs"

export type PdfDocument = PDFKit.PDFDocument

/** Where the next line goes, in points from the top of the page. */
export type Pen = {
  readonly document: PdfDocument
  /** The invoice's part of the structure tree. */
  readonly root: PDFKit.PDFStructureElement
  readonly look: Look
  y: number
  /** How many pages the invoice has so far. */
  pages: number
}

export type TextStyle = {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly size: number
  readonly strong?: boolean
  readonly colour?: string
  readonly align?: "left" | "right"
  readonly lineBreak?: boolean
}

/** A4 in points. */
export const margin = 48
const pageWidth = 595.28
const pageHeight = 841.89
const footerHeight = 24
export const contentWidth = pageWidth - 2 * margin
export const contentBottom = pageHeight - margin - footerHeight

export const colours = {
  ...{ ink: "#0f1c3a", muted: "#4a5875", rule: "#c9d3e6" },
  /** Of layout 3: the night sky of the frame, and a tint of it that prints as paper. */
  ...{ mark: "#12264f", ground: "#eef3fb" },
} as const

/** A fixed date, so that the same invoice always gives identical bytes. */
const fixedDate = new Date("2000-01-01T00:00:00Z")

export function createDocument(title: string): PdfDocument {
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
    info: { Title: title, CreationDate: fixedDate, ModDate: fixedDate },
  }
  // @types/pdfkit does not know the subset "PDF/UA".
  const document = new PDFDocument(options as PDFKit.PDFDocumentOptions)
  document.registerFont("text", fontFile(400)).registerFont("strong", fontFile(700))
  return document
}

const fontFile = (weight: 400 | 700) =>
  join(process.cwd(), `lib/pdf/fonts/atkinson-hyperlegible-next-${weight}.ttf`)

export type TextElement = { readonly role: "H1" | "H2" | "P"; readonly text: string }

/** Draws a tagged block of text at the pen and moves the pen below it. */
export function addText(pen: Pen, { role, text }: TextElement, style: TextStyle): void {
  const { document, root } = pen
  root.add(
    document.struct(role, {}, () => {
      drawText(document, text, { x: margin, width: contentWidth, ...style, y: pen.y })
      pen.y = document.y
    }),
  )
}

/** Draws what screen readers skip: rules, page footers, a table heading repeated on the next page. */
export function addArtifact(
  { document }: Pen,
  draw: () => void,
  type: "Layout" | "Pagination" = "Layout",
): void {
  document.markContent("Artifact", { type })
  draw()
  document.endMarkedContent()
}

export function drawText(document: PdfDocument, text: string, style: TextStyle): void {
  const { x = margin, y = margin, size, strong = false, colour = colours.ink, ...options } = style
  document
    .font(strong ? "strong" : "text")
    .fontSize(size)
    .fillColor(colour)
  document.text(replaceMissingGlyphs(text), x, y, { width: contentWidth, ...options })
}

export function heightOfText(document: PdfDocument, text: string, style: TextStyle): number {
  document.font(style.strong ? "strong" : "text").fontSize(style.size)
  return document.heightOfString(replaceMissingGlyphs(text), { width: style.width ?? contentWidth })
}
