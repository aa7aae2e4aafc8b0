import { createAccount } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

test("billing data of a person and of a firm are stored; wrong data is refused at its field", async ({
  page,
  inbox,
  freshAddress,
  javaScriptEnabled,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await page.goto("/cont/setari")
  await page.getByRole("link", { name: /^Date de facturare/ }).click()
  const add = page.getByRole("region", { name: "Adaugă date" })

  await expect(add.getByLabel("Nume și prenume")).toHaveValue("Ana Popescu")
  await add.getByRole("button", { name: "Salvează datele" }).first().click()
  await expect(add.getByText("Alege județul.")).toBeVisible()
  await expect(add.getByLabel("Sector").first()).toBeHidden()
  await add.getByLabel("Județ").first().selectOption("B")
  await expect(add.getByLabel("Localitate").first()).toBeHidden()
  await add.getByRole("button", { name: "Salvează datele" }).first().click()
  // In one look, what is missing anywhere.
  await expect(add.getByText("Alege sectorul.")).toBeVisible()
  await expect(add.getByText("Scrie strada și numărul")).toBeVisible()
  await add.getByLabel("Stradă, număr, apartament").first().fill("Str. Lalelelor 5")
  await add.getByLabel("Sector").first().selectOption("3")
  await add.getByRole("button", { name: "Salvează datele" }).first().click()
  const person = page.getByRole("region", { name: "Ana Popescu" })
  await expect(person.getByText("Str. Lalelelor 5, Sector 3, București").first()).toBeVisible()
  await expect(person.getByText("Folosite de obicei", { exact: true })).toBeVisible()

  await page.goto("/cont/date-facturare")
  await add.getByText("Persoană juridică").click()
  await add.getByLabel("Denumirea firmei").fill("Pensiunea Brad SRL")
  await add.getByRole("button", { name: "Salvează datele" }).last().click()
  await expect(add.getByText("Scrie CUI-ul firmei")).toBeVisible()
  await add.getByLabel("CUI").fill("17030767")
  await add.getByLabel("Număr la registrul comerțului").fill("J12/345/2015")
  await add.getByLabel("Stradă, număr, apartament").last().fill("Str. Gării 1")
  await add.getByLabel("Județ").last().selectOption("CJ")
  await add.getByLabel("Localitate").last().fill("Turda")
  await add.getByRole("button", { name: "Salvează datele" }).last().click()
  await expect(add.getByText("CUI-ul nu este corect.")).toBeVisible()
  await add.getByLabel("CUI").fill("RO 17030766")
  await add.getByLabel("Firma este plătitoare de TVA").check()
  await add.getByRole("button", { name: "Salvează datele" }).last().click()
  const firm = page.getByRole("region", { name: "Pensiunea Brad SRL" })
  await expect(firm.getByText("CUI RO17030766 · J12/345/2015")).toBeVisible()

  await page.goto("/cont/date-facturare")
  await firm.getByRole("button", { name: /Alege ca implicit/ }).click()
  await expect(firm.getByText("Folosite de obicei", { exact: true })).toBeVisible()
  await expect(person.getByText("Folosite de obicei", { exact: true })).toBeHidden()
  // The notice of the first action is still open; it must not cover the buttons below.
  if (javaScriptEnabled) await expect(page.getByRole("button", { name: "Închide" })).toBeVisible()
  await person.locator("summary", { hasText: "Șterge" }).click()
  await person.getByRole("button", { name: /Da, șterge/ }).click()
  await expect(person).toBeHidden()
})
