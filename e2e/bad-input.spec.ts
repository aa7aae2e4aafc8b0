import type { Locator, Page } from "@playwright/test"
import { createAccount, fillSignUp, password, signIn, signOut } from "./support/account-steps"
import { printed } from "./support/cards"
import { expect, test } from "./support/fixtures"

/** The field is marked as invalid, and the message is its accessible description. */
async function expectFieldError(field: Locator, message: RegExp | string) {
  await expect(field).toHaveAttribute("aria-invalid", "true")
  await expect(field).toHaveAccessibleDescription(message)
}

const field = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: true })

test("sign-up shows an error under each field and keeps what was typed", async ({ page }) => {
  await page.goto("/cont-nou")
  await field(page, "Nume și prenume").fill("Ana Popescu")
  await field(page, "Adresă de e-mail").fill("ana.popescu@")
  await field(page, "Telefon").fill("12")
  await field(page, "Parolă").fill("scurtă")
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()

  await expectFieldError(field(page, "Adresă de e-mail"), /adresa întreagă/)
  await expectFieldError(field(page, "Telefon"), /telefon/)
  await expectFieldError(field(page, "Parolă"), /12 caractere/)
  await expectFieldError(page.getByLabel(/Termeni/), /Termeni/)
  await expect(field(page, "Nume și prenume")).toHaveValue("Ana Popescu")
  await expect(field(page, "Adresă de e-mail")).toHaveValue("ana.popescu@")
  await expect(page).toHaveURL(/\/cont-nou$/)
})

test("a common password is refused with its reason", async ({ page, freshAddress }) => {
  await page.goto("/cont-nou")
  await field(page, "Nume și prenume").fill("Ana Popescu")
  await field(page, "Adresă de e-mail").fill(freshAddress)
  await field(page, "Telefon").fill("0722 123 456")
  await field(page, "Parolă").fill("123456789012")
  await page.getByLabel(/Termeni/).check()
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expectFieldError(field(page, "Parolă"), /./)
  await expect(page).toHaveURL(/\/cont-nou$/)
})

test("a password that only the server's list of leaked passwords has is refused", async ({
  page,
  freshAddress,
}) => {
  await page.goto("/cont-nou")
  await fillSignUp(page, freshAddress)
  await field(page, "Parolă").fill("04jamesadams")
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expectFieldError(field(page, "Parolă"), /ușor de ghicit/)
  await expect(page).toHaveURL(/\/cont-nou$/)
})

test("a wrong password and an unknown address get one answer", async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await signOut(page)
  for (const [address, secret] of [
    [freshAddress, "nu este parola mea"],
    [`nimeni.${freshAddress}`, password],
  ] as const) {
    await page.goto("/autentificare")
    await signIn(page, address, secret)
    await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
    await expect(field(page, "Adresă de e-mail")).toHaveValue(address)
    await expect(field(page, "Parolă")).toHaveValue("")
  }
})

test("unknown links are refused and offer to send a new one", async ({ page }) => {
  await page.goto("/activare/acesta-nu-este-un-link")
  await expect(page.getByRole("button", { name: "CONFIRMARE" })).toHaveCount(0)
  await expect(page.getByRole("link", { name: "Cere un link nou" })).toBeVisible()
  await page.goto("/parola-noua/acesta-nu-este-un-link")
  await expect(page.getByRole("link", { name: "Cere un link nou" })).toBeVisible()
})

test("a smartcard is refused in four different ways, none of which names its holder", async ({
  page,
  browser,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const taken = takeCard("free")
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  const serial = field(page, "Seria smartcardului")
  const add = async (typed: string) => {
    await serial.fill(typed)
    await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  }

  await add("12ab")
  await expectFieldError(serial, /11 cifre/)
  await expect(serial).toHaveValue("12ab")
  await add("999 9999 9999")
  await expectFieldError(serial, /Nu am găsit acest smartcard\./)
  await add(printed(takeCard("blocked")))
  await expectFieldError(serial, /blocat/)
  await add(printed(taken))
  await expect(page.getByText(printed(taken))).toBeVisible()
  await add(taken)
  await expectFieldError(serial, /Smartcardul este deja în contul tău\./)

  const { javaScriptEnabled = true } = test.info().project.use
  const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage()
  await stranger.goto("/cont-nou")
  await createAccount(stranger, inbox, `altcineva.${freshAddress}`)
  await stranger.getByLabel("Seria smartcardului").fill(taken)
  await stranger.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expectFieldError(stranger.getByLabel("Seria smartcardului"), /Smartcardul este asociat altui cont\./)
  await stranger.context().close()
})
