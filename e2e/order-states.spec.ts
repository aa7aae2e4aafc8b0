import { expect, test } from "./support/fixtures"
import { buyFamilia, orderFamilia } from "./support/order-steps"
import { sessionOf, tellProvider } from "./support/stand-ins"

const cancelled = "Comanda a fost anulată. Nu ți-am luat bani."

test("an order that waits, is left, or is cancelled is accessible, in the list and on its page", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  await page.getByRole("button", { name: "Card respins de bancă" }).click()
  await expect(page.getByText("Cardul a fost respins.")).toBeVisible()
  await page.getByRole("link", { name: "Renunță și întoarce-te" }).click()
  await expect(page.getByText(/^Nu ai terminat plata\. Nu ți-am luat bani\./)).toBeVisible()
  await expectAccessible()
  await page.goto("/cont/comenzi")
  await expect(page.getByText("În așteptarea plății")).toBeVisible()
  await expectAccessible()
  await page.getByRole("link", { name: /^Comanda \d+/ }).click()
  await page.locator("summary", { hasText: "Anulează comanda" }).click()
  await expectAccessible()
  await page.getByRole("button", { name: "Da, anulează comanda" }).click()
  await expect(page.getByText(cancelled)).toBeVisible()
  await expect(page.getByRole("link", { name: "Comandă din nou" })).toBeVisible()
  await expectAccessible()
})

test("an order whose payment is declined or checked is accessible", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const session = sessionOf(page)
  await page.getByRole("button", { name: "Metodă cu întârziere" }).click()
  await expect(page.getByText("Verificăm plata. Nu plăti din nou")).toBeVisible()
  await expectAccessible()
  await tellProvider(`_settle/${session}/fail`)
  await expect(page.getByText("Plata a fost respinsă de bancă.")).toBeVisible()
  await expectAccessible()
})

test("a paid order, its invoice and a refunded order are accessible", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const order = page.url()
  await expectAccessible()
  await page.getByRole("link", { name: /^Factura FS \d+$/ }).click()
  await expect(page.getByRole("heading", { name: /^Factura FS/ })).toBeVisible()
  await expectAccessible()
  await page.goto(order)
  await page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }).click()
  await page.getByRole("button", { name: "Continuă" }).click()
  await page.getByRole("button", { name: "Confirmă retragerea" }).click()
  await expect(page.getByRole("heading", { name: "Retragerea a fost înregistrată" })).toBeVisible()
  await expect(async () => {
    await page.goto(order)
    await expect(page.getByText("au fost trimiși înapoi").first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible()
  await page.goto("/cont/comenzi")
  await expect(page.getByText("Rambursată")).toBeVisible()
  await expectAccessible()
})
