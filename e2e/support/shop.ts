import { expect, type Page } from "@playwright/test"
import type { Inbox } from "./inbox"
import { createAccount } from "./steps"

/** A new customer with cards, named "TV 1", "TV 2" and so on. */
export async function shopper(
  page: Page,
  inbox: Inbox,
  address: string,
  cards: readonly string[],
  query = "",
) {
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

export async function addBilling(page: Page) {
  const add = page.getByRole("region", { name: "Adaugă date" })
  await add.getByText("Persoană fizică").click()
  await add.getByLabel("Nume și prenume").fill("Ana Popescu")
  await add.getByLabel("Stradă, număr, apartament").first().fill("Str. Lalelelor 5")
  await add.getByLabel("Județ").first().selectOption("B")
  await add.getByLabel("Sector").first().selectOption("3")
  await add.getByRole("button", { name: "Salvează datele" }).first().click()
  await page.getByRole("link", { name: "Înapoi la comandă" }).click()
}

export async function chooseFamilia(page: Page, cards: number) {
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

/** A new customer with cards who chose a month of Familia for the first and stands on the pay page. */
export async function toPayPage(page: Page, inbox: Inbox, address: string, card: string, ...more: string[]) {
  await shopper(page, inbox, address, [card, ...more])
  await chooseFamilia(page, 1)
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)
  await page.getByRole("button", { name: /^Comandă cu obligație de plată/ }).click()
  await expect(page.getByRole("heading", { name: "Plată demonstrativă" })).toBeVisible()
}

/** The same, paid: on the order's page. */
export async function paidOrder(page: Page, inbox: Inbox, address: string, card: string, ...more: string[]) {
  await toPayPage(page, inbox, address, card, ...more)
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText("Plata a reușit. Pachetul te așteaptă")).toBeVisible()
}
