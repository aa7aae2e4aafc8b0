import type { Page } from "@playwright/test"
import { createAccount, password, signIn } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

const offer = "Trimite-mi un link"

/** Strangers use up the tries of the account; then the owner's right password is refused in a new browser. */
async function useUpTries(page: Page, address: string) {
  await page.goto("/autentificare")
  for (let guess = 0; guess < 10; guess += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST")
    await signIn(page, address, "ghicesc o parolă")
    await answered
    await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
    await expect(page.getByLabel("Parolă", { exact: true })).toHaveValue("")
  }
  await signIn(page, address, password)
  await expect(page.getByText(/Prea multe încercări. Încearcă din nou peste \d+/)).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled })

    test("a link by mail lets the owner in from a new browser", async ({
      page,
      context,
      inbox,
      freshAddress,
      expectAccessible,
    }) => {
      const look = () => (javaScriptEnabled ? expectAccessible() : undefined)
      await page.goto("/cont-nou")
      await createAccount(page, inbox, freshAddress)
      // Without its cookies it is a browser that the owner has not used.
      await context.clearCookies()
      await useUpTries(page, freshAddress)
      await look()
      await page.getByRole("button", { name: offer }).click()
      await expect(page.getByText(/Dacă există un cont cu această adresă/)).toBeVisible()
      await expect(page.getByRole("button", { name: offer })).toBeHidden()
      await look()

      const link = (await inbox.latestTo(freshAddress, /alt browser/i)).link(/\/intrare\//)
      await page.goto(link)
      await look()
      await page.getByRole("button", { name: "Continuă" }).click()
      await expect(page).toHaveURL("/autentificare/browser-cunoscut")
      await signIn(page, freshAddress, password)
      await expect(page).toHaveURL(/\/cont$/)
      await page.goto(link)
      await expect(page.getByText("Linkul a fost deja folosit.")).toBeVisible()
    })

    test("an unknown address gets the same offer and answer", async ({ page, freshAddress }) => {
      await useUpTries(page, freshAddress)
      await page.getByRole("button", { name: offer }).click()
      await expect(page.getByText(/Dacă există un cont cu această adresă/)).toBeVisible()
    })
  })
}
