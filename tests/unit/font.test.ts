import { execFileSync } from "node:child_process"
import { readFileSync, statSync } from "node:fs"
import subsetFont from "subset-font"
import { expect, test } from "vitest"
import { fontCodePoints } from "@/scripts/assets/font-code-points"
import { signsOfLatin, signsOfRomanian } from "@/scripts/assets/font-signs"

const latin = "app/fonts/atkinson-hyperlegible-next.woff2"
const romanian = "app/fonts/atkinson-hyperlegible-next-romanian.woff2"

/** Files whose characters no screen shows: patterns, word lists, and tests about hostile text. */
const notShown =
  /^(?:lib\/domain\/[a-z]+\/(?:email-address|full-name|common-passwords|serial|phone)|.*\.test)\.tsx?$/

test("the committed fonts contain every character of their subset", async () => {
  expect(missing(signsOfLatin, await signsIn(latin))).toEqual([])
  expect(missing(signsOfRomanian, await signsIn(romanian))).toEqual([])
})

test("the fonts contain every character that a screen may show", async () => {
  const held = new Set([...(await signsIn(latin)), ...(await signsIn(romanian))])
  const sources = execFileSync("git", ["ls-files", "app", "components", "lib/domain"], { encoding: "utf8" })
  for (const path of sources.split("\n").filter((one) => /\.tsx?$/.test(one) && !notShown.test(one))) {
    const code = readFileSync(path, "utf8").replace(/^\s*(?:\/?\*|\/\/).*$/gm, "")
    expect(missing(code.replace(/[\n\t]/g, ""), held), path).toEqual([])
  }
})

test("the fonts have at most 26 kB together", () => {
  expect(statSync(latin).size + statSync(romanian).size).toBeLessThanOrEqual(26_000)
})

const missing = (signs: string, held: Set<string>) => [...new Set(signs)].filter((sign) => !held.has(sign))

async function signsIn(path: string): Promise<Set<string>> {
  const plain = await subsetFont(readFileSync(path), null, { targetFormat: "sfnt", keepAllGlyphs: true })
  return new Set(fontCodePoints(plain).map((code) => String.fromCodePoint(code)))
}
