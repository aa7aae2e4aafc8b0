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
  readonly tree: Tagged
  /** Codes in the fonts' own numbering, 0 is the box for a sign that is missing. */
  readonly glyphCodes: readonly number[]
}

export type PdfRead = {
  readonly title: string
  readonly language: string
  readonly isTagged: boolean
  readonly pages: readonly PdfPage[]
  readonly bookmarks: readonly { readonly title: string; readonly page: number }[]
}

/** Reads a file as pdf.js does, which knows nothing of how we write it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const info = infoSchema.parse((await document.getMetadata()).info)
  const isTagged = (await document.getMarkInfo())?.Marked === true
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

const infoSchema = z.object({ Title: z.string(), Language: z.string() })
const destinationSchema = z.tuple([z.object({ num: z.number(), gen: z.number() })]).rest(z.unknown())

type Opened = Awaited<ReturnType<typeof getDocument>["promise"]>
type OpenedPage = Awaited<ReturnType<Opened["getPage"]>>
type Content = Awaited<ReturnType<OpenedPage["getTextContent"]>>["items"][number]
type Node = Awaited<ReturnType<OpenedPage["getStructTree"]>>

async function readPage(page: OpenedPage): Promise<PdfPage> {
  const { width, height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const { pieces, texts } = readContent(items, height)
  const tree = tagged(await page.getStructTree(), texts)
  return { width, height, pieces, tree, glyphCodes: await glyphCodesOf(page) }
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

function tagged(node: Node, texts: ReadonlyMap<string, string>): Tagged {
  const children: Tagged[] = []
  let text = ""
  for (const child of node.children) {
    if ("role" in child) children.push(tagged(child, texts))
    else text += texts.get(child.id) ?? ""
  }
  return { role: node.role, text: text.trim(), children }
}

/** Everything below a tag in the order in which it is read. */
export const below = (tag: Tagged): readonly Tagged[] =>
  tag.children.flatMap((child) => [child, ...below(child)])

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
  const lines: string[] = []
  const say = (line: string) => lines.push(line)
  const putFile = ({ FS }: Machine) => FS.writeFile("/file.pdf", bytes)
  const settings = { locateFile, print: say, printErr: say, preRun: [putFile] }
  const qpdf = await createQpdf(settings)
  const code = qpdf.callMain([...options, "/file.pdf"])
  // It takes the process for its own.
  process.exitCode = undefined
  return { code, output: lines.join("\n") }
}

type Machine = { readonly FS: { readonly writeFile: (path: string, bytes: Uint8Array) => void } }
const locateFile = () => "node_modules/@neslinesli93/qpdf-wasm/dist/qpdf.wasm"
