import type { Page } from "@playwright/test"
import { withDatabase } from "./support/database"
import { expect, test } from "./support/fixtures"
import {
  addBilling,
  chooseFamilia,
  chooseTile,
  leaveWithBasket,
  signUpWithCards,
} from "./support/order-steps"

/** A package of its own with one offer at 10 lei, on sale while the test runs. */
async function withOffer(act: (offer: { readonly code: string; endSale(): Promise<void> }) => Promise<void>) {
  const code = `proba-${Date.now().toString(36)}-${test.info().workerIndex}`
  const endSale = () =>
    withDatabase(async (sql) => {
      await sql`update offers set valid_until = now() where code = ${code}`
    })
  await withDatabase(async (sql) => {
    const [row] = await sql`insert into packages (code, name) values (${code}, ${code}) returning id`
    await sql`insert into offers (code, package_id, months, price_bani, valid_from)
      values (${code}, ${row?.["id"]}, 1, 1000, now() - interval '1 day')`
  })
  try {
    await act({ code, endSale })
  } finally {
    await endSale()
  }
}

const orderButton = (page: Page) => page.getByRole("button", { name: /^Comandă cu obligație de plată/ })

test("the only item off sale is no order: the page says why and leads back to the choice", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await withOffer(async ({ code, endSale }) => {
    await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
    await page.goto(`/cont/comanda?pachet=${code}`)
    await leaveWithBasket(page)
    await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
    await addBilling(page)
    await expect(orderButton(page)).toBeVisible()
    await endSale()
    await orderButton(page).click()
    await expect(page.getByText("Ce ai ales nu se mai poate comanda")).toBeVisible()
    await expect(page.getByText(`${code}, 1 lună, pe „TV 1”.`)).toBeVisible()
    await expect(page.getByText("Oferta nu mai este la vânzare.")).toBeVisible()
    await expect(page).toHaveURL(/\/cont\/comanda\/confirmare(\?|$)/)
    await expect(orderButton(page)).toHaveCount(0)
    await page.goto("/cont/comenzi")
    await expect(page.getByText("Nu ai nicio comandă")).toBeVisible()
    await page.goto("/cont/comanda/confirmare")
    await page.getByRole("link", { name: "Alege din nou" }).click()
    await expect(page.getByRole("heading", { name: "Reîncarcă" })).toBeVisible()
  })
})

test("one item off sale of two stays visible with its reason, and the other can be ordered", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await withOffer(async ({ code, endSale }) => {
    await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
    await page.goto(`/cont/comanda?pachet=${code}`)
    await chooseTile(page, {})
    await leaveWithBasket(page)
    await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
    await addBilling(page)
    await endSale()
    await page.getByRole("button", { name: "Comandă cu obligație de plată · 54,00 lei" }).click()
    await expect(page.getByText("Nu am făcut comanda.")).toBeVisible()
    await expect(page.getByText("O parte din ce ai ales nu se mai poate comanda")).toBeVisible()
    await page.getByRole("button", { name: "Comandă cu obligație de plată · 44,00 lei" }).click()
    await expect(page.getByText("Total: 44,00 lei")).toBeVisible()
  })
})

test("an order sent after its session ended keeps its fields until it is sent again", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
  await chooseFamilia(page, 1)
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)
  await withDatabase(
    (sql) =>
      sql`update sessions set revoked_at = now() where customer_id in (select id from customers where email = ${freshAddress})`,
  )
  await orderButton(page).click()
  await expect(page.getByText(/coșul tău și ce ai scris s-au păstrat/)).toBeVisible()
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByLabel("Parolă", { exact: true }).fill("trei cuvinte și o țară")
  await page.getByRole("button", { name: "Intră în cont" }).click()
  await expect(page.getByText("Am păstrat ce ai scris. Verifică și trimite din nou.")).toBeVisible()
  await orderButton(page).click()
  await expect(page.getByText("Total: 44,00 lei")).toBeVisible()
})
