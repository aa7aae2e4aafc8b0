import type { Page } from "@playwright/test"
import { createAccount } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

/** The worker is registered once a page has loaded. */
const untilReady = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => null))

const forgetNetwork = (complaints: string[]) =>
  complaints.splice(
    0,
    complaints.length,
    ...complaints.filter((one) => !/Failed to load|Failed to fetch/.test(one)),
  )

test("without internet a page of ours appears, and leads on to what was asked for", async ({
  page,
  context,
  complaints,
  expectAccessible,
}) => {
  await page.goto("/")
  await untilReady(page)
  await context.setOffline(true)
  await page.getByRole("link", { name: "Pachete", exact: true }).first().click()
  await expect(page.getByRole("heading", { name: "Nu ai internet" })).toBeVisible()
  await expect(page).toHaveURL(/\/pachete$/)
  await expectAccessible()
  await page.setViewportSize({ width: 320, height: 640 })
  await expectAccessible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByRole("link", { name: "Încearcă din nou" }).click()
  await expect(page.getByRole("heading", { name: "Nu ai internet" })).toBeVisible()
  await context.setOffline(false)
  await page.getByRole("link", { name: "Încearcă din nou" }).click()
  await expect(page.getByRole("heading", { name: "Pachete" })).toBeVisible()
  forgetNetwork(complaints)
})

test("a place of the account that is pressed without internet says so, and nothing is kept", async ({
  page,
  context,
  inbox,
  freshAddress,
  complaints,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await page.goto("/cont")
  await untilReady(page)
  await context.setOffline(true)
  const orders = page.getByRole("navigation").getByRole("link", { name: "Comenzi" }).first()
  await orders.click()
  await expect(page.getByRole("heading", { name: "Nu ai internet" })).toBeVisible()
  await context.setOffline(false)
  await page.getByRole("link", { name: "Încearcă din nou" }).click()
  await expect(page).toHaveURL(/\/cont\/comenzi$/)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  await expect(page.getByRole("heading", { name: "Nu ai internet" })).toHaveCount(0)
  expect(await page.evaluate(() => caches.keys())).toEqual([])
  forgetNetwork(complaints)
})
