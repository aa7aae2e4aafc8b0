import { expect, type Page } from "@playwright/test"

/** Chromium's protocol sets the text size, as the browser's settings do. */
const windows = [
  { width: 390, height: 844, text: 24 },
  { width: 390, height: 844, text: 32 },
  { width: 320, height: 256, text: 16 },
]

/** With text at 150 and 200 %, and in a small window, no page is wider than the window. */
export async function expectAllOnScreen(page: Page, paths: readonly string[]) {
  const browser = await page.context().newCDPSession(page)
  const tooWide: string[] = []
  for (const { width, height, text } of windows) {
    await browser.send("Page.setFontSizes", { fontSizes: { standard: text, fixed: text } })
    await page.setViewportSize({ width, height })
    for (const path of paths) {
      await page.goto(path)
      for (const found of await page.evaluate(offScreen)) tooWide.push(`${path} ${width} ${text}: ${found}`)
    }
  }
  expect(tooWide).toEqual([])
}

/**
 * Runs in the page: the document, if it is wider than the window, and each link, button and heading that does
 * not stand in it whole.
 */
function offScreen(): string[] {
  const found: string[] = []
  const { scrollWidth } = document.documentElement
  if (scrollWidth > window.innerWidth) found.push(`${scrollWidth} px wide`)
  for (const element of document.querySelectorAll("a, button, h1, h2, input, select, summary")) {
    const { left, right, width } = element.getBoundingClientRect()
    const isForReadersAlone = width <= 1 || element.closest(".sr-only, [class*='focus:not-sr-only']") !== null
    if (isForReadersAlone || (left >= 0 && Math.floor(right) <= window.innerWidth)) continue
    found.push(`${element.textContent?.trim().slice(0, 40)} from ${left} to ${right}`)
  }
  return found
}
