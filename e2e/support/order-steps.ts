import { expect, type Page } from "@playwright/test"
import { createAccount } from "./account-steps"
import type { Inbox } from "./inbox"

/** A browser page, the inbox, and the address with which the customer signs up. */
type Customer = { readonly page: Page; readonly inbox: Inbox; readonly address: string }

/** Signs up at `/cont-nou` with this query, and adds the cards as "TV 1", "TV 2" and so on. */
export async function signUpWithCards(customer: Customer, cards: readonly string[], query = "") {
  const { page, inbox, address } = customer
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

/** From the empty billing page to the confirmation of the order. */
export async function addBilling(page: Page) {
  const add = page.getByRole("region", { name: "Adaugă date" })
  await expect(add.getByLabel("Nume și prenume")).toHaveValue("Ana Popescu")
  await add.getByLabel("Județ").first().selectOption("B")
  await add.getByLabel("Sector").first().selectOption("3")
  await add.getByLabel("Stradă, număr, apartament").first().fill("Str. Lalelelor 5")
  await add.getByRole("button", { name: "Salvează și continuă comanda" }).first().click()
  await expect(page.getByRole("heading", { name: "Comanda ta" })).toBeVisible()
}

/** In "Reîncarcă": the cards "TV 1" and so on, where there are several, and the packages for them. */
export async function chooseCards(page: Page, cards: readonly number[]) {
  await page.goto("/cont/comanda")
  const step = page.getByRole("group", { name: /^Pentru ce smartcard\?/ })
  await expect(step.or(page.getByRole("heading", { name: "Coșul tău" }))).toBeVisible()
  if ((await step.count()) === 0) return
  for (const box of await step.getByRole("checkbox").all()) await box.uncheck()
  for (const card of cards) await step.getByRole("checkbox", { name: `TV ${card} ` }).check()
  await page.getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByRole("heading", { name: "Ce pachet și pe cât timp?" })).toBeVisible()
}

/** The tile of a length of a package on "TV 1" and so on, in "Reîncarcă". */
export const tileOf = (page: Page, { card = 1, goods = "Familia", months = "1 lună" }) =>
  page
    .getByRole("list", { name: `Pe cât timp: ${goods} pe „TV ${card}”` })
    .getByRole("link", { name: new RegExp(`^${months}`) })

/** Presses a tile and waits until it stands in the basket. */
export async function chooseTile(page: Page, tile: Parameters<typeof tileOf>[1]) {
  await tileOf(page, tile).click()
  await expect(tileOf(page, tile)).toHaveAttribute("aria-current", "true")
}

/** Leaves "Reîncarcă" with the basket. */
export async function leaveWithBasket(page: Page) {
  await page.getByRole("region", { name: "Coșul tău" }).getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByRole("heading", { name: "Comanda ta" })).toBeVisible()
}

/** Chooses a month of Familia for the first `cards` cards, up to the confirmation of the order. */
export async function chooseFamilia(page: Page, cards: number) {
  const numbers = Array.from({ length: cards }, (_, at) => at + 1)
  await chooseCards(page, numbers)
  for (const card of numbers) await chooseTile(page, { card })
  await leaveWithBasket(page)
}

/** From sign-up to the payment page: a new customer orders a month of Familia for the first of the cards. */
export async function orderFamilia(customer: Customer, cards: readonly string[]) {
  const { page } = customer
  await signUpWithCards(customer, cards)
  await chooseFamilia(page, 1)
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)
  await page.getByRole("button", { name: /^Comandă cu obligație de plată/ }).click()
  await expect(page.getByRole("heading", { name: "Plată demonstrativă" })).toBeVisible()
}

/** From sign-up to the page of the paid order. */
export async function buyFamilia(customer: Customer, cards: readonly string[]) {
  const { page } = customer
  await orderFamilia(customer, cards)
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText("Plata a reușit. Pachetul te așteaptă")).toBeVisible()
}
