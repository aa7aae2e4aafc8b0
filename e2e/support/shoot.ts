import { type Page, test } from "@playwright/test"

/** Takes a picture of the whole page, or of the first screen only. */
export async function shoot(page: Page, name: string, { whole = true } = {}) {
  await page.evaluate(() => document.fonts.ready)
  const path = `.pictures/${test.info().project.name}-${name}.png`
  await page.screenshot({ path, fullPage: whole, animations: "disabled" })
}
