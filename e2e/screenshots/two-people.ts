import { createAccount, fillSignUp, password, signIn } from "../support/account-steps"
import { withDatabase } from "../support/database"
import { expect, test } from "../support/fixtures"
import { signUpWithCards } from "../support/order-steps"
import { shoot } from "../support/shoot"

test.describe.configure({ timeout: 240_000 })

test("a link opened elsewhere, by another person, and in an account", async ({
  page,
  inbox,
  freshAddress,
}) => {
  await page.goto("/cont-nou")
  await fillSignUp(page, freshAddress)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(/\/verifica-email/)
  const mail = await inbox.latestTo(freshAddress, /activ/i)
  await page.context().clearCookies()
  await page.goto(mail.link(/\/activare\//))
  await shoot(page, "activation-elsewhere")
  await page.getByRole("button", { name: "Nu sunt eu" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Am șters cererea" })).toBeVisible()
  await shoot(page, "not-me")
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await shoot(page, "welcome")
})

test("a new browser when strangers used up the tries", async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await page.context().clearCookies()
  await page.goto("/autentificare")
  for (let guess = 0; guess < 10; guess += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST")
    await signIn(page, freshAddress, "ghicesc o parolă")
    await answered
    await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
  }
  await shoot(page, "sign-in-wrong")
  await signIn(page, freshAddress, password)
  await expect(page.getByText(/Prea multe încercări/)).toBeVisible()
  await shoot(page, "sign-in-limited")
  await page.getByRole("button", { name: "Trimite-mi un link" }).click()
  await expect(page.getByText(/Dacă există un cont cu această adresă/)).toBeVisible()
  const mail = await inbox.latestTo(freshAddress, /alt browser/i)
  await page.goto(mail.link(/\/intrare\//))
  await shoot(page, "sign-in-link")
  await page.goto("about:blank")
  await page.setContent(mail.html)
  await shoot(page, "mail-sign-in-link")
})

test("the account with one card, three, six and twelve", async ({ page, inbox, freshAddress, takeCard }) => {
  const few = ["expiringSoon", "lasting", "free", "expiringSoon", "free", "lasting"] as const
  const many = [...few, "expiringSoon", "free", "free", "expiringSoon", "free", "lasting"] as const
  const shot = { first: 1, third: 3, sixth: 6, twelfth: 12 }
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  // No customer can add more than ten cards a day: the limit counts links, which grow older here.
  for (const [at, kind] of many.entries()) {
    await page.goto("/cont/smartcarduri")
    await page.getByLabel("Seria smartcardului").fill(takeCard(kind))
    await page.getByLabel(/Numele smartcardului/).fill(cardNames[at] ?? "")
    await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
    await expect(page.getByText("Smartcardul a fost adăugat.")).toBeVisible()
    await withDatabase((sql) => sql`update smartcard_links set linked_at = linked_at - interval '3 days'`)
    for (const [name, cards] of Object.entries(shot)) {
      if (at + 1 !== cards) continue
      await page.goto("/cont")
      await shoot(page, `account-${name}-card`)
      await shoot(page, `account-${name}-card-screen`, { whole: false })
    }
  }
})

const cardNames = [
  "TV living",
  "Casa de la țară a bunicilor din Săliștea",
  "Dormitor",
  "Pensiunea „La Gheorghe și fiii”",
  "Nepoții",
  "Fermă",
  "Magazin",
  "Garaj",
  "Camera 1",
  "Camera 2",
  "Camera 3",
  "Recepție",
]

test("many smartcards", async ({ page, inbox, freshAddress, takeCard }) => {
  const cards = Array.from({ length: 10 }, () => takeCard("free"))
  await signUpWithCards({ page, inbox, address: freshAddress }, cards)
  await page.goto("/cont")
  await shoot(page, "account-ten-cards")
  await page.goto("/cont/smartcarduri")
  await shoot(page, "smartcards-ten")
  await page.goto("/cont/comanda")
  await shoot(page, "top-up-cards")
  const mail = await inbox.latestTo(freshAddress, /smartcard/i)
  await page.goto("about:blank")
  await page.setContent(mail.html)
  await shoot(page, "mail-smartcard-added")
})
