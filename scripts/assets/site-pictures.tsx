/**
 * `npm run site-pictures [-- folder]`: draws the icons and the pictures of shared links into public/, with
 * the logo, the stars, the fonts and the colours of the pages. Prints the path and size of each.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { type Browser, chromium } from "@playwright/test"
import { renderToStaticMarkup } from "react-dom/server"
import { frameColours } from "@/app/theme-colours"
import { NightSky } from "@/components/site/night-sky"
import { Logo } from "@/components/ui/logo"
import { findChromium } from "@/scripts/lib/chromium"

const folder = process.argv[2] ?? "public"

/** With round corners and nothing behind them. */
const tabIcon = readFileSync("app/icon.svg", "utf8")
/** To the edge: phones cut their own shape. */
const wholeIcon = tabIcon.replace(/ rx="7"/, "")
/** What a phone may cut away is a fifth of the width on each side, at most. */
const maskableIcon = wholeIcon.replace("translate(4.4 4.6) scale(.72)", "translate(6.4 6.6) scale(.6)")

const logo = renderToStaticMarkup(<Logo />)
const dish = /<svg[\s\S]*<\/svg>/.exec(logo)?.[0] ?? ""
/** The stars alone: text stands where the satellite flies. */
const stars = /<g[\s\S]*?<\/g>/.exec(renderToStaticMarkup(<NightSky />))?.[0] ?? ""

const { path } = await findChromium()
const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] })
try {
  for (const size of [192, 512]) {
    save(`icons/icon-${size}.png`, await drawIcon(browser, tabIcon, size))
    save(`icons/maskable-${size}.png`, await drawIcon(browser, maskableIcon, size))
  }
  save("apple-touch-icon.png", await drawIcon(browser, wholeIcon, 180))
  const sizes = [16, 32, 48]
  const drawn = []
  for (const size of sizes) drawn.push({ size, png: await drawIcon(browser, tabIcon, size) })
  save("favicon.ico", icoOf(drawn))
  save(
    "imagini/contul-tau.png",
    await drawCard(browser, "Contul tău", "Știi până când ai programe. Plătești în două minute."),
  )
  save(
    "imagini/pachete.png",
    await drawCard(browser, "Pachetele", "Canalele din fiecare și prețul pe câte luni vrei."),
  )
} finally {
  await browser.close()
}

async function drawIcon(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
  const picture = await page.screenshot({ omitBackground: true })
  await page.close()
  return picture
}

/** 1200 × 630, as networks show a shared link; what matters stands clear of the edges that some cut off. */
async function drawCard(browser: Browser, title: string, line: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
  await page.setContent(`<!doctype html><html lang="ro"><meta charset="utf-8"><style>
${font("", "U+0-101,U+104-217,U+21C-FFFF")}${font("-romanian", "U+102-103,U+218-21B")}
*{margin:0;box-sizing:border-box}
body{width:1200px;height:630px;overflow:hidden;position:relative;background:${frameColours.light};color:#fff;font-family:Atkinson}
.stars{position:absolute;inset:0;width:100%;height:100%;fill:none;stroke:currentColor;stroke-linecap:round;clip-path:polygon(0 0,100% 0,100% 100%,632px 100%,632px 130px,0 130px)}
.dish svg{position:absolute;right:56px;top:92px;width:430px;height:430px}
.text{position:absolute;left:80px;top:0;bottom:0;width:620px;display:flex;flex-direction:column;justify-content:center}
h1{font-size:96px;line-height:1.08;font-weight:650;letter-spacing:-.01em}
p{margin-top:32px;font-size:40px;line-height:1.3;color:#d3ddf0;text-wrap:balance}
</style><svg class="stars" viewBox="0 0 1200 420" preserveAspectRatio="xMidYMid slice">${stars}</svg>
<div class="dish">${dish}</div><div class="text"><h1>${title}<br>Focus Sat</h1><p>${line}</p></div>`)
  await page.evaluate(() => document.fonts.ready.then(() => null))
  const picture = await page.screenshot()
  await page.close()
  return picture
}

function font(part: string, range: string): string {
  const data = readFileSync(`app/fonts/atkinson-hyperlegible-next${part}.woff2`).toString("base64")
  return `@font-face{font-family:Atkinson;font-weight:400 650;unicode-range:${range};src:url(data:font/woff2;base64,${data})}`
}

/** An ICO file is a table of pictures; every browser in use reads PNGs in it. */
function icoOf(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = 6 + 16 * pictures.length
  const rows = pictures.map(({ size, png }) => {
    const row = Buffer.alloc(16)
    row.writeUInt8(size, 0)
    row.writeUInt8(size, 1)
    row.writeUInt16LE(1, 4)
    row.writeUInt16LE(32, 6)
    row.writeUInt32LE(png.length, 8)
    row.writeUInt32LE(offset, 12)
    offset += png.length
    return row
  })
  return Buffer.concat([head, ...rows, ...pictures.map(({ png }) => png)])
}

function save(name: string, picture: Buffer): void {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, picture)
  console.log(`${file}: ${Math.ceil(picture.length / 1_000)} kB`)
}
