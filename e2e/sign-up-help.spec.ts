import { createAccount, fillSignUp } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

test("the page that waits for the mail names the chosen package; a mistyped address keeps it", async ({
  page,
  freshAddress,
}) => {
  const campaign = "utm_source=tv&pachet=familia-12"
  await page.goto(`/cont-nou?${campaign}`)
  await fillSignUp(page, freshAddress)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page.getByText(freshAddress)).toBeVisible()
  await expect(page.getByText("Familia, 12 luni · 475,00 lei")).toBeVisible()
  await page.getByRole("link", { name: "Scrie alta" }).click()
  await expect(page).toHaveURL(`/cont-nou?${campaign}`)
})

test("a first name alone is asked for the other one", async ({ page, freshAddress }) => {
  await page.goto("/cont-nou")
  await fillSignUp(page, freshAddress)
  await page.getByLabel("Nume și prenume").fill("Maria")
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page.getByText("Scrie și numele de familie, de exemplu Maria Popescu.")).toBeVisible()
})

test("the address typed at sign-in goes along to the page of a forgotten password", async ({ page }) => {
  await page.goto("/autentificare")
  await page.getByLabel("Adresă de e-mail").fill("ana+tv@exemplu.ro")
  await page.getByRole("link", { name: "Ai uitat parola?" }).click()
  await expect(page.getByLabel("Adresă de e-mail")).toHaveValue("ana+tv@exemplu.ro")
  await expect(page).toHaveURL("/parola-uitata")
})

test("a card's name says how much room is left, and is refused rather than cut", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  const field = page.getByLabel("Numele smartcardului")
  const name = "Pensiunea Țara Fagilor din Mărginimea Sibiului, recepție ab"
  await page.getByLabel("Seria smartcardului").fill(takeCard("free"))
  await field.fill(`${name}cd`)
  await expect(page.getByText("Ai scris cu 1 caracter prea mult.")).toBeVisible()
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByText("Numele poate avea cel mult 60 de caractere.")).toBeVisible()
  await field.fill(name)
  await expect(page.getByText("Mai poți scrie 1 caracter.")).toBeVisible()
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByRole("heading", { name })).toBeVisible()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the browser shows the field that has to be mended, and the message of the whole form", async ({
    page,
    inbox,
    freshAddress,
  }) => {
    await page.goto("/cont-nou")
    await createAccount(page, inbox, freshAddress)
    await page.goto("/cont/date-facturare")
    await page.locator("summary").filter({ hasText: "Persoană juridică" }).click()
    const firm = page
      .locator("form")
      .filter({ has: page.getByLabel("Denumirea firmei") })
      .first()
    await firm.getByLabel("Denumirea firmei").fill("Pensiunea Țara SRL")
    await firm.getByRole("button", { name: "Salvează datele" }).click()
    await expect(firm.getByLabel("CUI")).toBeFocused()
    await expect(firm.getByLabel("CUI")).toBeInViewport()

    await page.goto("/autentificare")
    await page.context().clearCookies()
    await page.goto("/autentificare")
    await page.getByLabel("Adresă de e-mail").fill(freshAddress)
    await page.getByLabel("Parolă", { exact: true }).fill("nu este parola mea")
    await page.getByRole("button", { name: "Intră în cont" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "nu sunt corecte" })).toBeFocused()
  })
})
