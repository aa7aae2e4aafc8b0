import { expect, test } from "./support/fixtures"
import { buyFamilia } from "./support/order-steps"
import { publicPages, settingsPages } from "./support/pages"
import { expectNothingBroken } from "./support/unbroken"

test.describe.configure({ timeout: 240_000 })

test("public pages: nothing that belongs together stands on two lines of a phone", async ({ page }) => {
  await page.goto("/ajutor")
  const answers = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  await expectNothingBroken(page, [
    ...publicPages,
    "/cont-inchis",
    "/cerere-stearsa",
    "/parola-noua/necunoscut",
    ...new Set(answers.filter((path) => path.startsWith("/ajutor/"))),
  ])
})

test("the account: nothing that belongs together stands on two lines of a phone", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free"), takeCard("expiringSoon")])
  const order = new URL(page.url()).pathname
  await page.goto("/cont/smartcarduri")
  await page.getByLabel("Seria smartcardului").fill(takeCard("free"))
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByRole("heading", { name: /^Smartcard …\d{4}$/ })).toBeVisible()
  const card = await page.locator("a", { hasText: "Redenumește" }).first().getAttribute("href")
  await page.goto("/cont")
  const renewal = await page
    .getByRole("link", { name: /^Reînnoiește/ })
    .first()
    .getAttribute("href")
  await expectNothingBroken(page, [
    "/cont",
    "/cont/smartcarduri",
    card ?? "",
    "/cont/comanda",
    renewal ?? "",
    "/cont/comenzi",
    order,
    `${order.replace("comenzi", "retragere")}`,
    "/cont/retragere",
    "/cont/date-facturare",
    ...settingsPages,
    "/cont/email/necunoscut",
  ])
})
