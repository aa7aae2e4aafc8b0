import { execFileSync } from "node:child_process"
import { readFileSync, statSync } from "node:fs"
import subsetFont from "subset-font"
import { expect, test } from "vitest"
import { signsOfLatin, signsOfRomanian } from "@/scripts/assets/font-signs"

const latin = "app/fonts/atkinson-hyperlegible-next.woff2"
const romanian = "app/fonts/atkinson-hyperlegible-next-romanian.woff2"

/** Signs that no font has to draw: they stand in rules about hostile text, in patterns and in comments. */
const notShown =
  /^(?:lib\/domain\/[a-z]+\/(?:email-address|full-name|common-passwords|serial|phone)|.*\.test)\.tsx?$/

test("the committed fonts hold every sign they were cut for", async () => {
  expect(missing(signsOfLatin, await signsIn(latin))).toEqual([])
  expect(missing(signsOfRomanian, await signsIn(romanian))).toEqual([])
})

test("every sign that a screen may show is in them", async () => {
  const held = new Set([...(await signsIn(latin)), ...(await signsIn(romanian))])
  const sources = execFileSync("git", ["ls-files", "app", "components", "lib/domain"], { encoding: "utf8" })
  for (const path of sources.split("\n").filter((one) => /\.tsx?$/.test(one) && !notShown.test(one))) {
    const code = readFileSync(path, "utf8").replace(/^\s*(?:\/?\*|\/\/).*$/gm, "")
    expect(missing(code.replace(/[\n\t]/g, ""), held), path).toEqual([])
  }
})

test("together they weigh at most 26 kB", () => {
  expect(statSync(latin).size + statSync(romanian).size).toBeLessThanOrEqual(26_000)
})

const missing = (signs: string, held: Set<string>) => [...new Set(signs)].filter((sign) => !held.has(sign))

async function signsIn(path: string): Promise<Set<string>> {
  const plain = await subsetFont(readFileSync(path), null, { targetFormat: "sfnt", keepAllGlyphs: true })
  return new Set(codePoints(plain).map((code) => String.fromCodePoint(code)))
}

/** The code points of a font's character map, format 4: the one for the signs that 16 bits name. */
function codePoints(font: Buffer): number[] {
  const cmap = tableAt(font, "cmap")
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + 8 * index)
  const maps = records.map((record) => cmap + font.readUInt32BE(record + 4))
  const map = maps.find((at) => font.readUInt16BE(at) === 4)
  if (map === undefined) throw new Error("no character map of format 4")
  const segments = font.readUInt16BE(map + 6) / 2
  return Array.from({ length: segments }, (_, index) => {
    const last = font.readUInt16BE(map + 14 + 2 * index)
    const first = font.readUInt16BE(map + 16 + 2 * (segments + index))
    return last === 0xffff ? [] : Array.from({ length: last - first + 1 }, (_, step) => first + step)
  }).flat()
}

function tableAt(font: Buffer, name: string): number {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index)
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === name)
  if (entry === undefined) throw new Error(`no table ${name}`)
  return font.readUInt32BE(entry + 8)
}
