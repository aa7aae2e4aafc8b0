import { createAccount } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

test.beforeEach(async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
})

test("a serial is grouped while it is typed, with its place drawn, and may be pasted with any signs", async ({
  page,
  takeCard,
  expectAccessible,
}) => {
  const field = page.getByLabel("Seria smartcardului")
  await expect(page.getByText("Pe spatele smartcardului")).toBeVisible()
  await field.pressSequentially("02000000")
  await expect(field).toHaveValue("020 0000 0")
  await expect(page.getByText("Ai scris 8 din 11.")).toBeVisible()
  await expectAccessible()
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByText("Ai scris 8 cifre; seria are 11.")).toBeVisible()
  await field.fill(`\u202a${takeCard("free")}\u202c`)
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(field).toHaveValue("")
  await expect(page.getByText("Pe spatele smartcardului")).toBeHidden()
})

test("a mistyped domain is asked about, and never stops the form", async ({ page, expectAccessible }) => {
  await page.goto("/cont/setari/email")
  const section = page.getByRole("region", { name: "Adresa de e-mail" })
  const field = section.getByLabel("Adresa nouă de e-mail")
  await field.fill("ana.popescu@gmial.com")
  await section.getByLabel("Parola ta").focus()
  await expect(section.getByText("Ai vrut să scrii gmail.com?")).toBeVisible()
  await expectAccessible()
  await section.getByRole("button", { name: "Da, schimbă" }).click()
  await expect(field).toHaveValue("ana.popescu@gmail.com")
  await expect(field).toBeFocused()
  await expect(section.getByText("Ai vrut să scrii")).toHaveCount(0)
})

test("a card that is added says at once what is on it, and until when", async ({ page, takeCard }) => {
  await page.getByLabel("Seria smartcardului").fill(takeCard("lasting"))
  await page.getByLabel("Numele smartcardului").fill("TV living")
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  const found = page.getByRole("status").filter({ hasText: /Am găsit pe TV living: .+, până / })
  await expect(found).toBeVisible()
  await expect(found).toBeFocused()
  await expect(page.getByLabel("Seria smartcardului")).toHaveValue("")
})
