import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import manifest from "./manifest"
import { frameColours } from "./theme-colours"

const [lightCss = "", darkCss = ""] = readFileSync("app/globals.css", "utf8").split(
  "@media (prefers-color-scheme: dark)",
)

/** Width and height of a PNG, from its header. */
function sizeOf(file: string): string {
  const png = readFileSync(file)
  expect(png.subarray(1, 4).toString()).toBe("PNG")
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`
}

test("each icon of the manifest is a picture of the size that it says", () => {
  const { icons = [] } = manifest()
  expect(icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual([
    "any 192x192",
    "any 512x512",
    "maskable 192x192",
    "maskable 512x512",
  ])
  for (const { src, sizes } of icons) expect(sizeOf(join("public", src))).toBe(sizes)
  expect(sizeOf("public/apple-touch-icon.png")).toBe("180x180")
})

test("/favicon.ico has the icon in three sizes", () => {
  const ico = readFileSync("public/favicon.ico")
  expect(ico.readUInt16LE(2)).toBe(1)
  const rows = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => 6 + 16 * at)
  expect(rows.map((at) => ico.readUInt8(at))).toEqual([16, 32, 48])
  for (const at of rows) {
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
    const png = ico.subarray(offset, offset + length)
    expect(png.subarray(1, 4).toString()).toBe("PNG")
    expect(png.readUInt32BE(16)).toBe(ico.readUInt8(at))
  }
})

test("the pictures of shared links are 1200 x 630, and light", () => {
  const pictures = globSync("public/imagini/*.png")
  expect(pictures).toHaveLength(2)
  for (const file of pictures) {
    expect(sizeOf(file)).toBe("1200x630")
    expect(statSync(file).size).toBeLessThan(60_000)
  }
})

test("the manifest has the colours of the frame, and leads to pages that exist", () => {
  const { start_url, shortcuts = [], theme_color } = manifest()
  expect(lightCss).toContain(`--color-frame: ${frameColours.light};`)
  expect(darkCss).toContain(`--color-frame: ${frameColours.dark};`)
  expect(theme_color).toBe(frameColours.light)
  const pages = [start_url ?? "", ...shortcuts.map(({ url }) => url)]
  expect(pages).toEqual(["/cont", "/cont/comanda", "/cont/comenzi"])
  for (const path of pages) expect(existsSync(join("app", path, "page.tsx")), path).toBe(true)
})
