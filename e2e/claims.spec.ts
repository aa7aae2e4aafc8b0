import type { Browser, Page } from "@playwright/test"
import { fillSignUp, password, signIn } from "./support/account-steps"
import { withDatabase } from "./support/database"
import { expect, test } from "./support/fixtures"
import type { Inbox } from "./support/inbox"

/** Signs up in this page's browser and returns the link that was mailed. */
async function signUpAndGetLink(page: Page, inbox: Inbox, address: string): Promise<string> {
  const mailsBefore = (await inbox.allTo(address)).length
  await page.goto("/cont-nou")
  await fillSignUp(page, address)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(/\/verifica-email/)
  // An earlier sign-up of the address may have mailed a link too.
  await expect.poll(async () => (await inbox.allTo(address)).length).toBeGreaterThan(mailsBefore)
  return (await inbox.latestTo(address, /activ|confirm/i)).link(/\/activare\//)
}

async function inAnotherBrowser(browser: Browser): Promise<Page> {
  const { viewport, javaScriptEnabled = true } = test.info().project.use
  const context = await browser.newContext({ javaScriptEnabled, ...(viewport && { viewport }) })
  return context.newPage()
}

/** axe runs only with JavaScript. */
async function expectToFit(page: Page, runAxe: () => Promise<void>) {
  const { javaScriptEnabled = true } = test.info().project.use
  const expectAccessible = javaScriptEnabled ? runAxe : async () => {}
  await expectAccessible()
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  await expectAccessible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (before) await page.setViewportSize(before)
}

test("in the browser that signed up one click confirms; page, mail and account name the person", async ({
  page,
  inbox,
  freshAddress,
  expectAccessible,
}) => {
  const link = await signUpAndGetLink(page, inbox, freshAddress)
  const mail = await inbox.latestTo(freshAddress, /activ|confirm/i)
  expect(mail.text).toContain("Contul a fost cerut pentru Ana Popescu, telefon 0722 123 456.")
  await page.goto(link)
  for (const fact of ["Ana Popescu", freshAddress, "0722 123 456"]) {
    await expect(page.getByRole("definition").filter({ hasText: fact })).toBeVisible()
  }
  await expect(page.getByLabel("Parolă")).toHaveCount(0)
  await expectToFit(page, expectAccessible)
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  const welcome = page.getByRole("status").filter({ hasText: "Contul tău este activ" })
  await expect(welcome).toContainText("Ana Popescu")
  await expect(welcome).toContainText(freshAddress)
  await expectToFit(page, expectAccessible)
  await welcome.getByRole("button", { name: /Nu sunt eu/ }).click()
  await expect(page).toHaveURL(/\/autentificare$/)
  await signIn(page, freshAddress, password)
  await expect(page).toHaveURL(/\/cont$/)
})

test("in another browser the password is chosen on the page; the typed one does not open the account", async ({
  page,
  inbox,
  freshAddress,
  expectAccessible,
  complaints,
}) => {
  const link = await signUpAndGetLink(page, inbox, freshAddress)
  await page.context().clearCookies()
  await page.goto(link)
  await expect(page.getByRole("definition").filter({ hasText: "0722 123 456" })).toBeVisible()
  await expectToFit(page, expectAccessible)
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page.getByText(/Parola are nevoie de cel puțin/)).toBeVisible()
  await page.getByLabel("Parolă", { exact: true }).fill("AnaPopescu2026")
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page.getByText(/numele sau adresa ta/)).toBeVisible()
  await expectToFit(page, expectAccessible)
  await page.getByLabel("Parolă", { exact: true }).fill("aleasă de pe telefon")
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  await page.context().clearCookies()
  await page.goto("/autentificare")
  await signIn(page, freshAddress, password)
  await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
  await signIn(page, freshAddress, "aleasă de pe telefon")
  await expect(page).toHaveURL(/\/cont$/)
  expect(complaints).toEqual([])
})

test("a link mailed before browsers had keys asks for a password in every browser", async ({
  page,
  inbox,
  freshAddress,
}) => {
  const link = await signUpAndGetLink(page, inbox, freshAddress)
  await withDatabase((sql) => sql`update sign_ups set key_hash = null where email = ${freshAddress}`)
  await page.goto(link)
  await page.getByLabel("Parolă", { exact: true }).fill("aleasă de pe telefon")
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
})

test("the person who holds the link can say that it is not theirs: the sign-up is erased", async ({
  page,
  inbox,
  freshAddress,
  expectAccessible,
}) => {
  const link = await signUpAndGetLink(page, inbox, freshAddress)
  await page.goto(link)
  await page.getByRole("button", { name: "Nu sunt eu" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Am șters cererea" })).toBeVisible()
  await expectToFit(page, expectAccessible)
  await page.goto(link)
  await expect(page.getByText(/Cererea din acest link nu mai există/)).toBeVisible()
  await page.goto("/autentificare")
  await signIn(page, freshAddress, password)
  await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
})

test("a stranger's sign-up on my address voids nothing; after mine is confirmed theirs is gone", async ({
  page,
  browser,
  inbox,
  freshAddress,
}) => {
  const mine = await signUpAndGetLink(page, inbox, freshAddress)
  const stranger = await inAnotherBrowser(browser)
  const theirs = await signUpAndGetLink(stranger, inbox, freshAddress)
  await stranger.context().close()
  expect(theirs).not.toBe(mine)
  await page.goto(theirs)
  await expect(page.getByLabel("Parolă", { exact: true })).toBeVisible()
  await page.goto(mine)
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  await page.goto(theirs)
  await expect(page.getByText(/Cererea din acest link nu mai există/)).toBeVisible()
})
