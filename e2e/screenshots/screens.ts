import type { Page } from "@playwright/test"
import { callCron } from "../support/cron"
import { expect, test } from "../support/fixtures"
import { setGateway } from "../support/provider"
import { paidOrder, shopper } from "../support/shop"
import { createAccount, password, signIn } from "../support/steps"

test.describe.configure({ timeout: 120_000 })

/** `whole`: as long as the page is; otherwise what the first screen shows. */
async function shoot(page: Page, name: string, { whole = true } = {}) {
  await page.evaluate(() => document.fonts.ready)
  const path = `docs/screenshots/${test.info().project.name}-${name}.png`
  await page.screenshot({ path, fullPage: whole, animations: "disabled" })
}

test("screens that everybody sees", async ({ page, complaints }) => {
  const screens = {
    home: "/",
    "sign-up": "/cont-nou",
    "sign-in": "/autentificare",
    "forgot-password": "/parola-uitata",
    terms: "/termeni",
  }
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(path)
    await shoot(page, name)
  }
  await page.goto("/cont-nou")
  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  await page.getByLabel("Adresă de e-mail").fill("ana.popescu@")
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page.getByText("Scrie adresa întreagă")).toBeVisible()
  await shoot(page, "sign-up-errors")
  await page.goto("/activare/necunoscut")
  await shoot(page, "link-unknown")
  await page.goto("/nu-exista")
  await shoot(page, "not-found")
  complaints.length = 0
})

test("from the mail to the first smartcard", async ({ page, inbox, freshAddress, takeCard }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await shoot(page, "smartcards-empty")
  await page.goto("/cont")
  await shoot(page, "account-empty")
  await page.goto("/cont/smartcarduri")
  await page.getByLabel("Seria smartcardului").fill("999 9999 9999")
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByText("Nu am găsit acest smartcard.")).toBeVisible()
  await page.getByLabel("Seria smartcardului").fill(takeCard("expiringSoon"))
  await page.getByLabel(/Numele smartcardului/).fill("TV living")
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByRole("heading", { name: "TV living" })).toBeVisible()
  await shoot(page, "smartcards")

  await callCron("expiry-alerts")
  const mails = { activation: /activ/i, "expiry-alert": /expiră/i }
  for (const [name, subject] of Object.entries(mails)) {
    const { html } = await inbox.latestTo(freshAddress, subject)
    await page.goto("about:blank")
    await page.setContent(html)
    await shoot(page, `mail-${name}`)
  }
})

test("the pages that mails lead to", async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByLabel("Telefon").fill("0722 123 456")
  await page.getByLabel("Parolă", { exact: true }).fill("trei cuvinte la întâmplare")
  await page.getByLabel(/Termeni/).check()
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(/\/verifica-email/)
  await shoot(page, "check-inbox")
  await page.goto((await inbox.latestTo(freshAddress, /activ/i)).link(/\/activare\//))
  await shoot(page, "activation")
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri/)
  await page.goto("/parola-uitata")
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByRole("button", { name: "Trimite linkul" }).click()
  await page.goto((await inbox.latestTo(freshAddress, /resetare/i)).link(/\/parola-noua\//))
  await shoot(page, "new-password")
})

test("the account of the demonstration", async ({ page }) => {
  await page.goto("/autentificare")
  await signIn(page, "demo@focussat.example", process.env.DEMO_PASSWORD ?? "")
  await expect(page).toHaveURL(/\/cont$/)
  await shoot(page, "account", { whole: test.info().project.name === "desktop" })
})

test("what is sold, and an order from choice to receipt", async ({ page, inbox, freshAddress, takeCard }) => {
  await page.goto("/pachete")
  await shoot(page, "catalogue")
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await page.getByLabel("Seria smartcardului").fill(takeCard("expiringSoon"))
  await page.getByLabel(/Numele smartcardului/).fill("TV living")
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByRole("heading", { name: "TV living" })).toBeVisible()
  await page.goto("/cont")
  await page.getByRole("link", { name: /^Reînnoiește/ }).click()
  await expect(page.getByRole("heading", { name: "Reîncarcă" })).toBeVisible()
  await shoot(page, "checkout")
  await page.getByRole("button", { name: "Vezi comanda" }).click()
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await page.locator("summary", { hasText: "Persoană fizică" }).click()
  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  await page.getByLabel("Stradă, număr, apartament").first().fill("Str. Lalelelor 5")
  await page.getByLabel("Județ").first().selectOption("B")
  await page.getByLabel("Sector").first().selectOption("3")
  await page.getByRole("button", { name: "Salvează datele" }).first().click()
  await expect(page.getByRole("link", { name: "Înapoi la comandă" })).toBeVisible()
  await shoot(page, "billing")
  await page.getByRole("link", { name: "Înapoi la comandă" }).click()
  await expect(page.getByRole("heading", { name: "Comanda ta" })).toBeVisible()
  await shoot(page, "checkout-confirm")
  await page.getByRole("button", { name: /^Comandă cu obligație de plată/ }).click()
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText("Plata a reușit.")).toBeVisible()
  await shoot(page, "order-paid")
  await page.goto("/cont/comenzi")
  await shoot(page, "orders")
  const { html } = await inbox.latestTo(freshAddress, /plata a reușit/i)
  await page.goto("about:blank")
  await page.setContent(html)
  await shoot(page, "mail-order-paid")
})

test("a package that waits, starts and runs, and what comes of a refusal", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const [free, lasting] = [takeCard("free"), takeCard("lasting")]
  await paidOrder(page, inbox, freshAddress, free, lasting)
  await shoot(page, "order-to-activate")
  await page.goto("/cont")
  await shoot(page, "account-ready")
  await page.getByRole("link", { name: "Mută Familia pe alt smartcard" }).click()
  await expect(page.getByRole("button", { name: "Mută" })).toBeVisible()
  await shoot(page, "activation-move")
  await setGateway("refuse", free)
  await page.getByRole("button", { name: "Activează Familia" }).click()
  const { html } = await inbox.latestTo(freshAddress, /nu a putut fi activat/i)
  await page.goto("/cont")
  await expect(page.getByText("Activarea nu a reușit")).toBeVisible()
  await shoot(page, "account-refused")
  await setGateway("away", free)
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText("Pornim pachetul.")).toBeVisible()
  await shoot(page, "account-activating")
  await setGateway("acknowledge", free)
  await expect(page.getByText("Activarea a pornit. Lasă")).toBeVisible({ timeout: 40_000 })
  await shoot(page, "account-activated")
  await page.getByText("Nu ai imagine?").first().click()
  await shoot(page, "account-no-picture")
  await page.goto("about:blank")
  await page.setContent(html)
  await shoot(page, "mail-activation-refused")
})

test("settings, and the mails that a change sends", async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await page.getByLabel("Parolă", { exact: true }).fill("scurtă")
  await expect(page.getByText("Prea scurtă")).toBeVisible()
  await shoot(page, "password-meter")
  await createAccount(page, inbox, freshAddress)
  await page.context().clearCookies()
  await page.goto("/autentificare")
  await signIn(page, freshAddress, password)
  await expect(page).toHaveURL(/\/cont$/)
  await page.goto("/cont/setari")
  await shoot(page, "settings")
  const newAddress = `nou.${freshAddress}`
  await page.getByLabel("Adresa nouă de e-mail").fill(newAddress)
  await page.getByLabel("Parola ta").first().fill(password)
  await page.getByRole("button", { name: "Schimbă adresa" }).click()
  await page.goto((await inbox.latestTo(newAddress, /confirmă noua/i)).link(/\/cont\/email\//))
  await shoot(page, "confirm-address")
  const mails = { "new-sign-in": /dispozitiv nou/i, "email-change-requested": /s-a cerut/i }
  for (const [name, subject] of Object.entries(mails)) {
    const { html } = await inbox.latestTo(freshAddress, subject)
    await page.goto("about:blank")
    await page.setContent(html)
    await shoot(page, `mail-${name}`)
  }
})

test("invoices, and undoing what was bought", async ({ page, inbox, freshAddress, takeCard }) => {
  await paidOrder(page, inbox, freshAddress, takeCard("free"))
  const order = page.url()
  await page.goto("/cont/comenzi")
  await shoot(page, "orders-search")
  await page.getByRole("link", { name: /^Factura FS/ }).click()
  await expect(page.getByRole("heading", { name: /^Factura FS/ })).toBeVisible()
  await shoot(page, "invoice")
  await page.goto("/cont/retragere")
  await shoot(page, "withdrawal-orders")
  await page.goto(order)
  await page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }).click()
  await expect(page.getByRole("heading", { name: "Retragere din contract" })).toBeVisible()
  await shoot(page, "withdrawal")
  await page.getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByRole("heading", { name: "Confirmă retragerea" })).toBeVisible()
  await shoot(page, "withdrawal-confirm")
  await page.getByRole("button", { name: "Confirmă retragerea" }).click()
  await expect(page.getByRole("heading", { name: "Retragerea a fost înregistrată" })).toBeVisible()
  await shoot(page, "withdrawal-receipt")
  await page.getByRole("link", { name: "Vezi factura storno" }).click()
  await expect(page.getByRole("heading", { name: /storno/ })).toBeVisible()
  await shoot(page, "invoice-storno")
  await expect(async () => {
    await page.goto(order)
    await expect(page.getByText("au fost trimiși înapoi").first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await shoot(page, "order-refunded")
  const { html } = await inbox.latestTo(freshAddress, /Retragerea ta/)
  await page.goto("about:blank")
  await page.setContent(html)
  await shoot(page, "mail-withdrawal")
})

test("what mails and their trouble lead to", async ({ page, inbox, freshAddress, takeCard }) => {
  await shopper(page, inbox, freshAddress, [takeCard("expiringSoon")])
  await callCron("expiry-alerts")
  const mail = await inbox.latestTo(freshAddress, /expiră/i)
  await inbox.tell(freshAddress, "bounced")
  await page.goto("/cont")
  await expect(page.getByText("nu ajung.")).toBeVisible()
  await shoot(page, "account-email-trouble")
  await page.goto(mail.link(/\/alerte\/dezabonare\//))
  await shoot(page, "reminders-off")
})
