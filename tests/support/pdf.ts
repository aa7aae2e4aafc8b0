import createQpdf from "@neslinesli93/qpdf-wasm"
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs"
import { z } from "zod"

/** A piece of text with its position in points from the upper left corner of the page. */
export type Piece = {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  /** The baseline: descenders reach below it. */
  readonly bottom: number
  /** Screen readers skip it. */
  readonly isArtifact: boolean
}

/** A tag of the structure tree with its text. */
export type Tagged = { readonly role: string; readonly text: string; readonly children: readonly Tagged[] }

export type PdfPage = {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
  readonly tags: readonly Tagged[]
  /** Glyph ids in the embedded fonts. 0 is the box that stands for a missing character. */
  readonly glyphCodes: readonly number[]
}

export type PdfRead = {
  readonly title: string | null
  readonly language: string | null
  readonly isTagged: boolean
  readonly pages: readonly PdfPage[]
  readonly bookmarks: readonly { readonly title: string; readonly page: number }[]
}

/** Reads a PDF with pdf.js, which shares no code with the product. */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  const task = getDocument({ data: new Uint8Array(bytes), fontExtraProperties: true, verbosity: 0 })
  const document = await task.promise
  const info = infoSchema.parse((await document.getMetadata()).info)
  const isTagged = marksSchema.parse(await document.getMarkInfo()).get("Marked") === true
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1)
  const pages = await Promise.all(numbers.map(async (number) => readPage(await document.getPage(number))))
  const outline = (await document.getOutline()) ?? []
  const bookmarks = await Promise.all(
    outline.map(async ({ title, dest }) => {
      const page = await document.getPageIndex(destinationSchema.parse(dest)[0])
      return { title, page: page + 1 }
    }),
  )
  await task.destroy()
  return { title: info.Title, language: info.Language, isTagged, pages, bookmarks }
}

/** pdf.js returns a Map, although its types say an object. */
const marksSchema = z.instanceof(Map)
const infoSchema = z.object({
  Title: z.string().nullable().default(null),
  Language: z.string().nullable().default(null),
})
const destinationSchema = z.tuple([z.object({ num: z.number(), gen: z.number() })]).rest(z.unknown())

type Opened = Awaited<ReturnType<typeof getDocument>["promise"]>
type OpenedPage = Awaited<ReturnType<Opened["getPage"]>>
type Content = Awaited<ReturnType<OpenedPage["getTextContent"]>>["items"][number] & { readonly tag?: string }
type Node = Awaited<ReturnType<OpenedPage["getStructTree"]>>

async function readPage(page: OpenedPage): Promise<PdfPage> {
  const { width, height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const { pieces, texts } = readContent(items, height)
  const tags = tagged(await page.getStructTree(), texts)
  return { width, height, pieces, tags, glyphCodes: await glyphCodesOf(page) }
}

/** The pieces of a page, and the text of each marked part by the id of the part. */
function readContent(items: readonly Content[], height: number) {
  const pieces: Piece[] = []
  const texts = new Map<string, string>()
  let part = { id: "", tag: "" }
  for (const item of items) {
    if (!("str" in item)) {
      part = { id: item.id ?? "", tag: item.tag ?? "" }
      continue
    }
    const words = item.str + (item.hasEOL ? " " : "")
    texts.set(part.id, (texts.get(part.id) ?? "") + words)
    if (item.str.trim() === "") continue
    const [left, bottom] = z.tuple([z.number(), z.number()]).parse(item.transform.slice(4))
    const isArtifact = part.tag === "Artifact"
    const top = height - bottom - item.height
    pieces.push({ text: item.str, left, right: left + item.width, top, bottom: height - bottom, isArtifact })
  }
  return { pieces, texts }
}

/** The tags of this page: pdf.js also returns those of other pages, without text. */
function tagged(node: Node, texts: ReadonlyMap<string, string>): Tagged[] {
  const own = node.children.flatMap((child) => ("role" in child ? [] : (texts.get(child.id) ?? [])))
  const children = node.children.flatMap((child) => ("role" in child ? tagged(child, texts) : []))
  return own.length + children.length > 0 ? [{ role: node.role, text: own.join("").trim(), children }] : []
}

/** All tags, nested ones too, in reading order. */
export const inOrder = (tags: readonly Tagged[]): readonly Tagged[] =>
  tags.flatMap((tag) => [tag, ...inOrder(tag.children)])

async function glyphCodesOf(page: OpenedPage): Promise<number[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const shown = argsArray.filter((_, at) => fnArray[at] === OPS.showText)
  return shownSchema.parse(shown).flatMap(([signs]) => signs.flatMap((sign) => codeOf(sign)))
}

const shownSchema = z.array(
  z.tuple([z.array(z.union([z.number(), z.object({ originalCharCode: z.number() })]))]),
)
/** The numbers between the glyphs are their kerning. */
const codeOf = (sign: number | { readonly originalCharCode: number }): number[] =>
  typeof sign === "number" ? [] : [sign.originalCharCode]

/** The output and exit code of `qpdf --check`: 0 means no errors and no warnings. */
export const checkPdf = (bytes: Uint8Array) => runQpdf(bytes, ["--check"])

/** The dictionaries of all objects, those of streams included. */
export async function dictionariesOf(bytes: Uint8Array): Promise<readonly Dictionary[]> {
  const { output } = await runQpdf(bytes, ["--json=2", "--json-stream-data=none"])
  const [, objects] = qpdfSchema.parse(JSON.parse(output)).qpdf
  return Object.values(objects).flatMap((object) => {
    const value = object.stream?.dict ?? object.value
    const read = dictionarySchema.safeParse(value)
    return read.success ? [read.data] : []
  })
}

export type Dictionary = Readonly<Record<string, unknown>>
const dictionarySchema = z.record(z.string(), z.unknown())
const objectSchema = z.object({
  value: z.unknown().optional(),
  stream: z.object({ dict: z.unknown() }).optional(),
})
const qpdfSchema = z.object({ qpdf: z.tuple([z.unknown(), z.record(z.string(), objectSchema)]) })

/** Each call starts a new WebAssembly instance, because an instance that has exited cannot run again. */
async function runQpdf(bytes: Uint8Array, options: readonly string[]) {
  const printed: number[] = []
  const print = (byte: number | null) => printed.push(...(byte === null ? [] : [byte]))
  const prepare = ({ FS }: Machine) => {
    FS.init(null, print, print)
    FS.writeFile("/file.pdf", bytes)
  }
  const settings = { locateFile, preRun: [prepare] }
  const qpdf = await createQpdf(settings)
  const code = qpdf.callMain([...options, "/file.pdf"])
  // qpdf sets the exit code of this process.
  process.exitCode = undefined
  return { code, output: Buffer.from(printed).toString() }
}

/** Missing in the package's own types. */
type Print = (byte: number | null) => void
type Machine = {
  readonly FS: {
    readonly init: (input: null, output: Print, errors: Print) => void
    readonly writeFile: (path: string, bytes: Uint8Array) => void
  }
}

const locateFile = () => "node_modules/@neslinesli93/qpdf-wasm/dist/qpdf.wasm"
