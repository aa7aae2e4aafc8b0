/**
 * `npm run design-pictures [-- folder]`: pictures of the components' states for docs/design.md, light and
 * dark, with the stylesheet and the fonts of the last `npm run build`. Prints the path of each.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"
import { type Browser, chromium } from "@playwright/test"
import type { ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { findChromium } from "@/scripts/lib/chromium"
import { componentSamples } from "./component-samples"

const folder = process.argv[2] ?? "docs/design"
const built = process.env.NEXT_DIST_DIR ?? ".next"
const origin = "http://design.invalid"
const types: Readonly<Record<string, string>> = { ".css": "text/css", ".woff2": "font/woff2" }

const home = join(built, "server/app/index.html")
if (!existsSync(home)) throw new Error("Run `npm run build` first: the pictures use its stylesheet")
const head = /^[\s\S]*?<html([^>]*)>/.exec(readFileSync(home, "utf8"))?.[1] ?? ""
const stylesheets = [...readFileSync(home, "utf8").matchAll(/<link rel="stylesheet" href="([^"]+)"/g)]

mkdirSync(folder, { recursive: true })
const { path } = await findChromium()
const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] })
try {
  for (const [name, sample] of Object.entries(componentSamples)) {
    for (const theme of ["light", "dark"] as const) await shoot(browser, { name, sample, theme })
  }
} finally {
  await browser.close()
}

type Sheet = { readonly name: string; readonly sample: ReactNode; readonly theme: "light" | "dark" }

async function shoot(browser: Browser, { name, sample, theme }: Sheet) {
  const context = await browser.newContext({
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: { width: 420, height: 100 },
  })
  const page = await context.newPage()
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: pageOf(sample) })
    const file = join(built, pathname.replace(/^\/_next\//, ""))
    const contentType = types[extname(file)]
    return existsSync(file) && contentType ? route.fulfill({ contentType, path: file }) : route.abort()
  })
  await page.goto(origin)
  const picture = join(folder, `${name}-${theme}.png`)
  await page.screenshot({ path: picture, fullPage: true })
  console.log(picture)
  await context.close()
}

function pageOf(sample: ReactNode): string {
  const links = stylesheets.map(([, href]) => `<link rel="stylesheet" href="${href}">`).join("")
  return `<!doctype html><html${head}><meta charset="utf-8">${links}
<body><div style="display:grid;gap:1rem;padding:1.25rem;justify-items:start">${renderToStaticMarkup(sample)}</div>`
}
