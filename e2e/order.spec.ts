import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import type { Inbox } from "./support/inbox"
import { createAccount } from "./support/steps"

/** A new customer with two cards and a billing profile. */
async function shopper(page: Page, inbox: Inbox, address: string, cards: readonly string[], query = "") {
  await page.goto(`/cont-nou${query}`)
  await createAccount(page, inbox, address)
  for (const [at, serial] of cards.entries()) {
    await page.goto("/cont/smartcarduri")
    await page.getByLabel("Seria smartcardului").fill(serial)
    await page.getByLabel(/Numele smartcardului/).fill(`TV ${at + 1}`)
    await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
    await expect(page.getByRole("heading", { name: `TV ${at + 1}` })).toBeVisible()
  }
}

async function addBilling(page: Page) {
  const add = page.getByRole("region", { name: "Adaugă date" })
  await add.getByText("Persoană fizică").click()
  await add.getByLabel("Nume și prenume").fill("Ana Popescu")
  await add.getByLabel("Stradă, număr, apartament").first().fill("Str. Lalelelor 5")
  await add.getByLabel("Județ").first().selectOption("B")
  await add.getByLabel("Sector").first().selectOption("3")
  await add.getByRole("button", { name: "Salvează datele" }).first().click()
  await page.getByRole("link", { name: "Înapoi la comandă" }).click()
}

async function chooseFamilia(page: Page, cards: number) {
  await page.goto("/cont/comanda")
  for (let card = 1; card <= cards; card += 1) {
    await page
      .getByRole("group", { name: `TV ${card}` })
      .getByLabel("Familia")
      .selectOption("familia-1")
  }
  await page.getByRole("button", { name: "Vezi comanda" }).click()
  await expect(page.getByRole("heading", { name: "Comanda ta" })).toBeVisible()
}

test("two cards in one order: declined first, then paid, with invoice and mail", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  test.setTimeout(120_000)
  await shopper(page, inbox, freshAddress, [takeCard("free"), takeCard("free")])
  await page.goto("/cont/comanda")
  await page.getByRole("button", { name: "Vezi comanda" }).click()
  await expect(page.getByText("Alege cel puțin un pachet.")).toBeVisible()
  await chooseFamilia(page, 2)
  await expect(page.getByText("88,00 lei").first()).toBeVisible()
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)

  await page.getByRole("button", { name: "Comandă cu obligație de plată · 88,00 lei" }).click()
  await page.getByRole("button", { name: "Card respins de bancă" }).click()
  await expect(page.getByText("Cardul a fost respins.")).toBeVisible()
  await page.getByRole("link", { name: "Renunță și întoarce-te" }).click()
  await expect(page.getByText("Comanda te așteaptă să o plătești.")).toBeVisible()
  await page.getByRole("button", { name: "Plătește 88,00 lei" }).click()
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText("Plata a reușit. Pachetul te așteaptă")).toBeVisible()
  await expect(page.getByText(/^FS \d+$/)).toBeVisible()
  const mail = await inbox.latestTo(freshAddress, /plata a reușit/i)
  expect(mail.text).toContain("88,00 lei")

  await page.goto("/cont")
  await expect(page.getByText("Plătit – neactivat").first()).toBeVisible()
  await page.goto("/cont/comenzi")
  await expect(page.getByText("Plătită")).toBeVisible()
})

test("a campaign's offer is chosen already; an order that nobody pays can be left, come back to, and cancelled", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  test.setTimeout(120_000)
  const campaign = "?utm_source=tv&pachet=familia-3"
  await shopper(page, inbox, freshAddress, [takeCard("free")], campaign)
  await page.goto("/cont/comanda")
  await expect(page.getByLabel("Familia")).toHaveValue("familia-3")
  await chooseFamilia(page, 1)
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)
  await page.getByRole("button", { name: /^Comandă cu obligație de plată/ }).click()
  await page.getByRole("link", { name: "Renunță și întoarce-te" }).click()
  await page.goto("/cont/comenzi")
  await page.getByRole("link", { name: /Comanda \d+/ }).click()
  await page.locator("summary", { hasText: "Anulează comanda" }).click()
  await page.getByRole("button", { name: "Da, anulează comanda" }).click()
  await expect(page.getByText("Comanda a fost anulată. Nu ți-am luat bani.")).toBeVisible()
})
