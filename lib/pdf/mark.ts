import "server-only"
import { addArtifact, colours, contentWidth, drawText, margin, type Pen } from "./document"

const markSize = 36
/** The grid of the logo's paths, as in components/ui/logo.tsx when layout 3 began. */
const grid = 32
const dish = "M3.6 9.6A12.6 12.6 0 0 0 22.4 25.9Z"
const strokes = [
  "M13.5 17.3L17.1 13.2",
  "M17.4 7.8A6.6 6.6 0 0 1 24.2 14.7",
  "M17.6 2.6A11.8 11.8 0 0 1 29.4 14.9",
]

/** The operator's mark over a rule; the pen moves below. A screen reader hears the seller's name instead. */
export function addMark(pen: Pen): void {
  const { document, y } = pen
  addArtifact(pen, () => {
    document
      .save()
      .translate(margin, y)
      .scale(markSize / grid)
      .lineCap("round")
      .lineJoin("round")
    document.path(dish).lineWidth(1.5).fillAndStroke(colours.mark, colours.mark)
    for (const stroke of strokes) document.path(stroke).lineWidth(2.6).stroke(colours.mark)
    document.restore()
    const name = { x: margin + markSize + 10, y: y + 9, size: 17, strong: true, colour: colours.mark }
    drawText(document, "Focus Sat", { ...name, lineBreak: false })
    document.rect(margin, y + markSize + 10, contentWidth, 2).fill(colours.mark)
  })
  pen.y = y + markSize + 34
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const overhang = 8

/** A ground under what is drawn next in this box; it reaches beyond its sides, so that the text has room. */
export function addGround(pen: Pen, { x, y, width, height }: Box): void {
  addArtifact(pen, () => {
    pen.document.rect(x - overhang, y, width + 2 * overhang, height).fill(colours.ground)
  })
}
