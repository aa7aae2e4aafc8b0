import createQpdf from "@neslinesli93/qpdf-wasm"
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs"
import { z } from "zod"

/** A piece of text where it is seen: points from the upper left corner of its page. */
export type Piece = {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  /** Its line's foot, without the tails of its letters. */
  readonly bottom: number
  /** Only seen, not read aloud. */
  readonly isArtifact: boolean
}

/** A tag with what is read in it. */
export type Tagged = { readonly role: string; readonly text: string; readonly children: readonly Tagged[] }

export type PdfPage = {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
  readonly tags: readonly Tagged[]
  /** Codes in the fonts' own numbering, 0 is the box for a sign that is missing. */
  readonly glyphCodes: readonly number[]
}

export type PdfRead = {
  readonly title: string | null
  readonly language: string | null
  readonly isTagged: boolean
  readonly pages: readonly PdfPage[]
  readonly bookmarks: readonly { readonly title: string; readonly page: number }[]
}

/** Reads a file as pdf.js does, which knows nothing of how we write it. */
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

/** Its types say an object. */
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

/** The pieces of a page, and what stands in each marked part of it by the part's name. */
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

/** A page's part of the tree: pdf.js also names tags that stand on other pages only. */
function tagged(node: Node, texts: ReadonlyMap<string, string>): Tagged[] {
  const own = node.children.flatMap((child) => ("role" in child ? [] : (texts.get(child.id) ?? [])))
  const children = node.children.flatMap((child) => ("role" in child ? tagged(child, texts) : []))
  return own.length + children.length > 0 ? [{ role: node.role, text: own.join("").trim(), children }] : []
}

/** Tags with all that is in them, in the order in which they are read. */
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
/** Between signs stand the numbers of their kerning. */
const codeOf = (sign: number | { readonly originalCharCode: number }): number[] =>
  typeof sign === "number" ? [] : [sign.originalCharCode]

/** What `qpdf --check` says of a file, and the code with which it ends: 0 is without errors and warnings. */
export const checkPdf = (bytes: Uint8Array) => runQpdf(bytes, ["--check"])

/** A file's dictionaries, those of streams too. */
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

/** Each time in a machine of its own: one that has ended is not started again. */
async function runQpdf(bytes: Uint8Array, options: readonly string[]) {
  const said: number[] = []
  const say = (byte: number | null) => said.push(...(byte === null ? [] : [byte]))
  const prepare = ({ FS }: Machine) => {
    FS.init(null, say, say)
    FS.writeFile("/file.pdf", bytes)
  }
  const settings = { locateFile, preRun: [prepare] }
  const qpdf = await createQpdf(settings)
  const code = qpdf.callMain([...options, "/file.pdf"])
  // It takes the process for its own.
  process.exitCode = undefined
  return { code, output: Buffer.from(said).toString() }
}

/** What its own types leave out. */
type Say = (byte: number | null) => void
type Machine = {
  readonly FS: {
    readonly init: (input: null, output: Say, errors: Say) => void
    readonly writeFile: (path: string, bytes: Uint8Array) => void
  }
}

const locateFile = () => "node_modules/@neslinesli93/qpdf-wasm/dist/qpdf.wasm"
