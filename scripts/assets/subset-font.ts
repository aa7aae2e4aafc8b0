import { readFile, writeFile } from "node:fs/promises"
import subsetFont from "subset-font"
import { signsOfLatin, signsOfRomanian } from "./font-signs"

/** The font has one file per alphabet; each is cut to the signs that Romanian pages need. */
const source = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
const parts = [
  ["atkinson-hyperlegible-next-latin-wght-normal.woff2", "atkinson-hyperlegible-next.woff2", signsOfLatin],
  [
    "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "atkinson-hyperlegible-next-romanian.woff2",
    signsOfRomanian,
  ],
] as const

for (const [from, to, signs] of parts) {
  const subset = await subsetFont(await readFile(`${source}/${from}`), signs, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 650 } },
    keepFeatures: ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "zero"],
    noHinting: true,
  })
  await writeFile(`app/fonts/${to}`, subset)
  console.log(`app/fonts/${to}: ${subset.length} bytes, ${[...signs].length} signs`)
}
