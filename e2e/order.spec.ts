import { expect, test } from "./support/fixtures"
import { addBilling, chooseFamilia, orderFamilia, signUpWithCards, tileOf } from "./support/order-steps"
import { sessionOf, tellProvider } from "./support/stand-ins"

test("an order for two cards is declined, then paid, with invoice and mail", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free"), takeCard("free")])
  await page.goto("/cont/comanda")
  await page.getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByText("Alege cel puțin un smartcard.")).toBeVisible()
  await expect(page.getByRole("checkbox", { name: /^TV 1 / })).toBeFocused()
  await chooseFamilia(page, 2)
  await expect(page.getByText("88,00 lei").first()).toBeVisible()
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)

  await expect(page.getByText(/^Te poți retrage 14\szile de la comandă, fără să spui de ce/)).toBeVisible()
  await page.locator("summary", { hasText: "Dreptul de retragere, pe larg, și formularul" }).click()
  await expect(page.getByRole("heading", { name: "Formular de retragere" })).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await page.getByRole("button", { name: "Comandă cu obligație de plată · 88,00 lei" }).click()
  await page.getByRole("button", { name: "Card respins de bancă" }).click()
  await expect(page.getByText("Cardul a fost respins.")).toBeVisible()
  await page.getByRole("link", { name: "Renunță și întoarce-te" }).click()
  await expect(page.getByText(/^Nu ai terminat plata\. Nu ți-am luat bani\./)).toBeVisible()
  await page.getByRole("button", { name: "Plătește 88,00 lei" }).click()
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText("Plata a reușit. Pachetul te așteaptă")).toBeVisible()
  await expect(page).toHaveTitle(/^Comanda \d+ · Focus Sat$/)
  await expect(page.getByRole("link", { name: /^Factura FS \d+$/ })).toBeVisible()
  const mail = await inbox.latestTo(freshAddress, /plata a reușit/i)
  for (const text of ["88,00 lei", "Vă puteți retrage din contract până la", "Formular de retragere"]) {
    expect(mail.text).toContain(text)
  }

  await page.goto("/cont")
  await expect(page.getByText("Plătit – neactivat").first()).toBeVisible()
  await page.goto("/cont/comenzi")
  await expect(page.getByText("Plătită")).toBeVisible()
})

test("the offer of a campaign is preselected; an unpaid order is left, found again and cancelled", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const campaign = "?utm_source=tv&pachet=familia-3"
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")], campaign)
  await page.goto("/cont/comanda")
  await expect(page.getByText("Am pus în coș oferta cu care ai venit: Familia, 3 luni")).toBeVisible()
  await expect(tileOf(page, { months: "3 luni" })).toHaveAttribute("aria-current", "true")
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

test("with a delayed payment method the order shows that the payment is verified, until it succeeds", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  javaScriptEnabled,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const session = sessionOf(page)
  await page.getByRole("button", { name: "Metodă cu întârziere" }).click()
  await expect(page.getByText("Verificăm plata. Nu plăti din nou")).toBeVisible()
  await expect(page.getByRole("button", { name: /^Plătește/ })).toHaveCount(0)
  await tellProvider(`_settle/${session}/succeed`)
  if (!javaScriptEnabled) {
    await inbox.latestTo(freshAddress, /plata a reușit/i)
    await page.reload()
  }
  await expect(page.getByText("Plata a reușit. Pachetul te așteaptă")).toBeVisible()
})
