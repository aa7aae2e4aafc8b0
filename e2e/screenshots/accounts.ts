import { createAccount, password, signIn } from "../support/account-steps"
import { callCron } from "../support/cron"
import { expect, test } from "../support/fixtures"
import { signUpWithCards } from "../support/order-steps"
import { shoot } from "../support/shoot"

test.describe.configure({ timeout: 120_000 })

test("public pages", async ({ page, complaints }) => {
  const screens = {
    home: "/",
    "sign-up": "/cont-nou",
    "sign-in": "/autentificare",
    "forgot-password": "/parola-uitata",
    terms: "/termeni",
    help: "/ajutor",
    contact: "/contact",
    "help-answer": "/ajutor/fara-imagine-dupa-plata",
    "help-search": "/ajutor/raspunsuri?cauta=factura",
    accessibility: "/accesibilitate",
    identity: "/date-de-identificare",
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

test("the first smartcard and its reminder", async ({ page, inbox, freshAddress, takeCard }) => {
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

test("the calendar", async ({ page, inbox, freshAddress, takeCard }) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await page.goto("/cont/setari")
  await shoot(page, "settings-index")
  await page.goto("/cont/setari/calendar")
  await shoot(page, "calendar-off")
  await page.getByRole("button", { name: "Pornește calendarul" }).click()
  await expect(page.getByText("Calendarul tău este gata.")).toBeVisible()
  await page.getByText("În Google Calendar, pe Android").click()
  await shoot(page, "calendar-on")
  await page.goto("/cont/setari/conectari")
  await shoot(page, "devices-with-calendar")
  const { html } = await inbox.latestTo(freshAddress, /calendarul/i)
  await page.goto("about:blank")
  await page.setContent(html)
  await shoot(page, "mail-calendar-address")
})

test("pages behind the links of account mails", async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou?pachet=familia-12")
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

test("settings, and the mails about changes", async ({ page, inbox, freshAddress }) => {
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
  for (const part of ["conectari", "mesaje", "email"]) {
    await page.goto(`/cont/setari/${part}`)
    await shoot(page, `settings-${part}`)
  }
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

test("a bounced mail, and turning reminders off", async ({ page, inbox, freshAddress, takeCard }) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await callCron("expiry-alerts")
  const mail = await inbox.latestTo(freshAddress, /expiră/i)
  await inbox.tell(freshAddress, "bounced")
  await page.goto("/cont")
  await expect(page.getByText("nu ajung.")).toBeVisible()
  await shoot(page, "account-email-trouble")
  await page.goto(mail.link(/\/alerte\/dezabonare\//))
  await shoot(page, "reminders-off")
  await page.getByRole("button", { name: "Oprește alertele" }).click()
  await expect(page.getByRole("heading", { name: "Alertele sunt oprite" })).toBeVisible()
  await shoot(page, "reminders-are-off")
})
