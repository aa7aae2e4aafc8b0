import type { Page } from "@playwright/test"
import { createAccount, password, signIn, signOut } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

const over = "Sesiunea a expirat. Autentifică-te din nou"

test.beforeEach(async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
})

/** Ends this browser's session from another one, as "Deconectează toate celelalte" does. */
async function endElsewhere(page: Page, address: string) {
  const context = await page.context().browser()?.newContext()
  if (!context) throw new Error("No browser")
  const other = await context.newPage()
  await other.goto("/autentificare")
  await signIn(other, address, password)
  await expect(other).toHaveURL(/\/cont$/)
  await other.goto("/cont/setari/conectari")
  await other.getByRole("button", { name: "Deconectează toate celelalte" }).click()
  await expect(
    other.getByRole("status").filter({ hasText: "Toate celelalte dispozitive au fost deconectate." }),
  ).toBeVisible()
  await context.close()
}

async function typeFirm(page: Page) {
  await page.goto("/cont/date-facturare")
  await page.locator("summary").filter({ hasText: "Persoană juridică" }).click()
  const form = page
    .locator("form")
    .filter({ has: page.getByLabel("Denumirea firmei") })
    .first()
  await form.getByLabel("Denumirea firmei").fill("Pensiunea Țara SRL")
  await form.getByLabel("CUI").fill("17030766")
  await form.getByLabel("Număr la registrul comerțului").fill("J40/123/2020")
  await form.getByLabel("Stradă, număr, apartament").fill("Str. Lungă 7")
  await form.getByLabel("Județ").selectOption("CJ")
  await form.getByLabel("Localitate").fill("Cluj-Napoca")
  return form
}

for (const ending of ["elsewhere", "with its cookies"] as const) {
  test(`a session that ended ${ending} is said at sign-in, and the form comes back with its fields`, async ({
    page,
    freshAddress,
    expectAccessible,
  }) => {
    const form = await typeFirm(page)
    if (ending === "elsewhere") await endElsewhere(page, freshAddress)
    else await page.context().clearCookies()
    await form.getByRole("button", { name: "Salvează datele" }).click()
    await expect(page).toHaveURL(/\/autentificare\?inapoi=/)
    await expect(
      page.getByRole("status").filter({ hasText: `${over}; ce ai scris s-a păstrat.` }),
    ).toBeFocused()
    await expectAccessible()

    await signIn(page, freshAddress, password)
    await expect(page).toHaveURL(/\/cont\/date-facturare$/)
    await expect(page.getByText("Am păstrat ce ai scris.")).toBeVisible()
    await expect(form.getByLabel("Denumirea firmei")).toHaveValue("Pensiunea Țara SRL")
    await expect(form.getByLabel("Județ")).toHaveValue("CJ")
    await expectAccessible()
    await form.getByRole("button", { name: "Salvează datele" }).click()
    await expect(page.getByText("Pensiunea Țara SRL").first()).toBeVisible()
    await page.reload()
    await expect(page.getByText("Am păstrat ce ai scris.")).toHaveCount(0)
  })
}

test("another person who signs in meets nothing of what was typed", async ({
  page,
  browser,
  inbox,
  freshAddress,
}) => {
  const other = `alta.${freshAddress}`
  const context = await browser.newContext()
  const elsewhere = await context.newPage()
  await elsewhere.goto("/cont-nou")
  await createAccount(elsewhere, inbox, other)
  await context.close()

  const form = await typeFirm(page)
  await endElsewhere(page, freshAddress)
  await form.getByRole("button", { name: "Salvează datele" }).click()
  await expect(page.getByText(over)).toBeVisible()
  await signIn(page, other, password)
  await expect(page).toHaveURL(/\/cont\/date-facturare$/)
  await page.locator("summary").filter({ hasText: "Persoană juridică" }).click()
  await expect(form.getByLabel("Denumirea firmei")).toHaveValue("")
  await expect(page.getByText("Am păstrat ce ai scris.")).toHaveCount(0)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the form comes back with its fields, and each message is shown once", async ({
    page,
    freshAddress,
  }) => {
    await page.goto("/cont/setari/date")
    const profile = page.getByRole("region", { name: "Datele tale" })
    await profile.getByLabel("Nume și prenume").fill("Ana-Maria Țepeș")
    await endElsewhere(page, freshAddress)
    await profile.getByRole("button", { name: "Salvează datele" }).click()
    await expect(page.getByText(`${over}; ce ai scris s-a păstrat.`)).toBeVisible()
    await signIn(page, freshAddress, password)
    await expect(profile.getByLabel("Nume și prenume")).toHaveValue("Ana-Maria Țepeș")
    await signOut(page)
    await expect(page.getByText("Ai ieșit din cont.")).toBeVisible()
    await page.reload()
    await expect(page.getByText("Ai ieșit din cont.")).toHaveCount(0)
  })
})

test("signing out without a network keeps the page and says so; then it works and is said once", async ({
  page,
  context,
  complaints,
}) => {
  await page.goto("/cont/smartcarduri")
  await page.getByLabel("Numele smartcardului").fill("TV living")
  // React has taken over the forms: before that, a press offline would leave the page.
  await page.waitForFunction(() =>
    [...document.forms].every((form) => Object.keys(form).some((key) => key.startsWith("__reactProps"))),
  )
  await context.setOffline(true)
  await page.getByRole("button", { name: /meniul meu/ }).click()
  await page.getByRole("button", { name: "Ieși din cont" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Verifică legătura la internet" })).toBeVisible()
  await expect(page.getByLabel("Numele smartcardului")).toHaveValue("TV living")
  await context.setOffline(false)
  // The menu is still open.
  await page.getByRole("button", { name: "Ieși din cont" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Ai ieșit din cont." })).toBeFocused()
  await page.goto("/autentificare")
  await expect(page.getByText("Ai ieșit din cont.")).toHaveCount(0)
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/Failed to load resource/.test(one)))
})

test("a page from before a deployment says so at signing out too", async ({ page, complaints }) => {
  await page.goto("/cont/smartcarduri")
  await page.route("**/cont/smartcarduri", (route) => {
    const headers = { ...route.request().headers(), "next-action": `60${"ab".repeat(20)}` }
    return route.request().method() === "POST" ? route.continue({ headers }) : route.continue()
  })
  await page.getByRole("button", { name: /meniul meu/ }).click()
  await page.getByRole("button", { name: "Ieși din cont" }).click()
  await expect(page.getByText("Pagina s-a schimbat între timp.")).toBeVisible()
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/Failed to load resource/.test(one)))
})

test("CONTUL MEU leads a signed-in customer into the account; sign-in says why it appears", async ({
  page,
  freshAddress,
}) => {
  for (const path of ["/", "/pachete", "/termeni"]) {
    await page.goto(path)
    await page.getByRole("banner").getByRole("link", { name: "CONTUL MEU" }).click()
    await expect(page).toHaveURL(/\/cont$/)
  }
  await signOut(page)
  await page.goto("/cont/comenzi")
  await expect(page.getByText("Intră în cont ca să îți vezi comenzile.")).toBeVisible()
  await expect(page.getByText(over)).toHaveCount(0)
  await signIn(page, freshAddress, password)
  await expect(page).toHaveURL(/\/cont\/comenzi$/)
})
