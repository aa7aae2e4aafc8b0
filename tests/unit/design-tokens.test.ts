import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { frameColours } from "@/app/theme-colours"
import { darkPalette, lightPalette } from "@/emails/palette"

const css = readFileSync("app/globals.css", "utf8")

/** The colours that a block of the stylesheet defines, by role. */
function coloursAfter(opening: string): Record<string, string> {
  const from = css.indexOf(opening)
  if (from < 0) throw new Error(`${opening} is not in the stylesheet`)
  const block = css.slice(from, css.indexOf("}", from))
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, role, hex]) => [role, hex]),
  )
}

const light = coloursAfter("@theme {")
const dark = { ...light, ...coloursAfter("@media (prefers-color-scheme: dark)") }
const themes = { light, dark, "light, on the frame": onFrame(light), "dark, on the frame": onFrame(dark) }

function onFrame(theme: Record<string, string>): Record<string, string> {
  const { frame = "" } = theme
  return { ...theme, ...coloursAfter("@utility on-frame"), paper: frame }
}

const text = 4.5
const shape = 3

const everywhere: [string, string, number][] = [
  ["on-action", "action", text],
  ["on-action", "action-strong", text],
  ["on-frame", "frame", text],
  ["on-frame-muted", "frame", text],
  ["ink", "page", text],
  ["ink", "paper", text],
  ["edge", "paper", shape],
  ["focus", "paper", shape],
]

const onPaper: [string, string, number][] = [
  ["muted", "page", text],
  ["muted", "paper", text],
  ["link", "page", text],
  ["link", "paper", text],
  ["over", "page", text],
  ["over", "paper", text],
  ["edge", "page", shape],
  ["focus", "page", shape],
  ["action", "page", shape],
  ["action", "paper", shape],
  ...["active", "soon", "waiting", "over"].flatMap((tone): [string, string, number][] => [
    [tone, `${tone}-ground`, text],
    ["ink", `${tone}-ground`, text],
    ["link", `${tone}-ground`, text],
    [tone, "line", shape],
  ]),
]

describe.each(Object.entries(themes))("%s", (name, colours) => {
  test.each(name.includes("frame") ? everywhere : [...everywhere, ...onPaper])(
    "%s on %s: at least %d",
    (over, under, least) => {
      expect(contrast(colours[over], colours[under])).toBeGreaterThanOrEqual(least)
    },
  )
})

test("the browser's bars have the colour of the frame", () => {
  const layout = readFileSync("app/layout.tsx", "utf8")
  for (const theme of ["light", "dark"]) expect(layout).toContain(`color: frameColours.${theme} }`)
  expect(frameColours).toEqual({ light: light["frame"], dark: dark["frame"] })
})

test("mails have the colours of the screens", () => {
  expect(light).toMatchObject(lightPalette)
  expect(dark).toMatchObject(darkPalette)
})

/** The contrast ratio of WCAG 2, from 1 to 21. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string | undefined): number {
  if (!hex) throw new Error("a colour is missing")
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
