import { expect, test } from "./support/fixtures"

test("a search without JavaScript, and without diacritics, finds the answer", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto("/ajutor")
  await page.getByLabel("Caută în ajutor").fill("factura pe firma")
  await page.getByRole("button", { name: "Caută" }).click()
  await expect(page.getByRole("heading", { name: "Răspunsuri" })).toBeVisible()
  await expect(page.getByLabel("Caută în ajutor")).toHaveValue("factura pe firma")
  await page.getByRole("heading", { name: "Vreau factura pe firmă. Cum fac?" }).click()
  await expect(page.getByText("apasă „Alte date de facturare”")).toBeVisible()
  await context.close()
})

test("a search that finds nothing says so and shows all questions", async ({ page }) => {
  await page.goto("/ajutor/raspunsuri?cauta=%3Cb%3Eqwertz")
  await expect(page.getByText("Nu am găsit nimic pentru „<b>qwertz”.")).toBeVisible()
  await page.getByRole("link", { name: "Unde găsesc seria smartcardului?" }).click()
  await expect(page).toHaveURL(/\/ajutor\/seria$/)
})

test("a question is answered within two taps from where it arises", async ({ page }) => {
  await page.goto("/parola-uitata")
  await page.getByRole("link", { name: "Nu vine e-mailul?" }).click()
  await expect(page.getByRole("heading", { level: 1, name: /Nu vine e-mailul/ })).toBeVisible()
  await expect(page.getByText("uită-te în dosarele Spam")).toBeVisible()
  await page.getByRole("banner").getByRole("link", { name: "Ajutor" }).click()
  await expect(page).toHaveURL(/\/ajutor$/)
})

test("an address with a question's anchor opens its answer", async ({ page }) => {
  await page.goto("/ajutor#retragere")
  await expect(page.getByText("apasă „Confirmă retragerea”")).toBeVisible()
  await expect(page.getByText("Pe spatele smartcardului, sub codul de bare.")).toBeHidden()
})

test("on paper every answer is open", async ({ page }) => {
  await page.goto("/ajutor")
  await page.emulateMedia({ media: "print" })
  for (const answer of await page.locator("details > div").all()) {
    const { height } = (await answer.boundingBox()) ?? { height: 0 }
    expect(height).toBeGreaterThan(20)
  }
  await expect(page.getByRole("button", { name: "Caută" })).toBeHidden()
})

test("an address of no question is not found", async ({ page, complaints }) => {
  expect((await page.goto("/ajutor/nu-exista"))?.status()).toBe(404)
  // Chromium logs the 404 as an error.
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/status of 404/.test(one)))
})
