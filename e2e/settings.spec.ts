import type { Browser, Page } from "@playwright/test"
import { createAccount, password, signIn, signOut } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

const region = (page: Page, name: string) => page.getByRole("region", { name })

/** Signs in from a new browser, and leaves it open. */
async function onAnotherDevice(browser: Browser, address: string, secret: string) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto("/autentificare")
  await signIn(page, address, secret)
  await expect(page).toHaveURL(/\/cont$/)
  return page
}

test.beforeEach(async ({ page, inbox, freshAddress }) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await page.goto("/cont/setari")
})

test("the settings are an index that says what is set; links to its former parts still lead there", async ({
  page,
  freshAddress,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await expect(page.getByRole("link", { name: /^Adresa de e-mail/ })).toContainText(freshAddress)
  await expect(page.getByRole("link", { name: /^Datele tale/ })).toContainText("Ana Popescu · 0722 123 456")
  await expect(page.getByRole("link", { name: /^Mesaje/ })).toContainText("sunt pornite")
  const names = [
    "Datele tale",
    "Adresa de e-mail",
    "Parola",
    "Mesaje",
    "Calendar",
    "Unde ești conectat",
    "Datele mele",
  ]
  for (const name of [...names, "Închiderea contului"]) {
    await page.getByRole("link", { name: new RegExp(`^${name}`) }).click()
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
    await expect(region(page, name)).toBeVisible()
    if (javaScriptEnabled) await expectAccessible()
    await page.getByRole("link", { name: "Setări", exact: true }).first().click()
  }
  await page.goto("/cont/setari#parola")
  await expect(page.locator("#parola")).toBeInViewport()
})

test("name, phone and message choices are changed and kept", async ({ page }) => {
  const profile = region(page, "Datele tale")
  await page.goto("/cont/setari/date")
  await profile.getByLabel("Nume și prenume").fill("<b>Ana</b>")
  await profile.getByRole("button", { name: "Salvează datele" }).click()
  await expect(profile.getByText("Scrie numele și prenumele")).toBeVisible()
  await profile.getByLabel("Nume și prenume").fill("Ana-Maria Țepeș")
  await profile.getByLabel("Telefon").fill("0733 123 456")
  await profile.getByRole("button", { name: "Salvează datele" }).click()
  await expect(profile.getByText("Datele tale au fost salvate.")).toBeVisible()

  const wishes = region(page, "Mesaje")
  await page.goto("/cont/setari/mesaje")
  await wishes.getByLabel(/Amintește-mi/).uncheck()
  await wishes.getByLabel(/oferte/).check()
  await wishes.getByRole("button", { name: "Salvează alegerile" }).click()
  await expect(wishes.getByText("Am reținut ce mesaje vrei.")).toBeVisible()
  await expect(wishes.getByLabel(/Amintește-mi/)).not.toBeChecked()

  await page.goto("/cont/setari/date")
  await expect(profile.getByLabel("Nume și prenume")).toHaveValue("Ana-Maria Țepeș")
  await expect(profile.getByLabel("Telefon")).toHaveValue("0733 123 456")
  await page.goto("/cont/setari/mesaje")
  await expect(wishes.getByLabel(/Amintește-mi/)).not.toBeChecked()
  await expect(wishes.getByLabel(/oferte/)).toBeChecked()
})

test("changing the password needs the current one and ends the sessions of other devices", async ({
  page,
  browser,
  inbox,
  freshAddress,
}) => {
  const elsewhere = await onAnotherDevice(browser, freshAddress, password)
  await inbox.latestTo(freshAddress, /dispozitiv nou/i)
  await page.goto("/cont/setari/conectari")
  await expect(region(page, "Unde ești conectat").getByRole("listitem")).toHaveCount(2)
  await page.goto("/cont/setari/parola")

  const section = region(page, "Parola")
  const change = async (now: string, next: string) => {
    await section.getByLabel("Parola de acum").fill(now)
    await section.getByLabel("Parola nouă").fill(next)
    await section.getByRole("button", { name: "Schimbă parola" }).click()
  }
  await change("nu este parola mea", "altă parolă lungă de test")
  await expect(section.getByText("Parola nu este corectă.")).toBeVisible()
  await change(password, "AnaPopescu2026")
  await expect(section.getByText(/numele sau adresa ta/)).toBeVisible()
  await change(password, "altă parolă lungă de test")
  await expect(section.getByText("Parola a fost schimbată.")).toBeVisible()
  await inbox.latestTo(freshAddress, /parola a fost schimbată/i)

  await elsewhere.goto("/cont")
  await expect(elsewhere).toHaveURL(/\/autentificare/)
  await elsewhere.context().close()
  await signOut(page)
  await page.goto("/autentificare")
  await signIn(page, freshAddress, "altă parolă lungă de test")
  await expect(page).toHaveURL(/\/cont$/)
})

test("a new e-mail address is used once its link is confirmed, also if the customer must sign in first", async ({
  page,
  inbox,
  freshAddress,
}) => {
  const newAddress = `nou.${freshAddress}`
  const section = region(page, "Adresa de e-mail")
  await page.goto("/cont/setari/email")
  await section.getByLabel("Adresa nouă de e-mail").fill(newAddress)
  await section.getByLabel("Parola ta").fill(password)
  await section.getByRole("button", { name: "Schimbă adresa" }).click()
  await expect(section.getByText(`Ți-am trimis un link la ${newAddress}.`)).toBeVisible()
  await inbox.latestTo(freshAddress, /s-a cerut schimbarea/i)
  const link = (await inbox.latestTo(newAddress, /confirmă noua adresă/i)).link(/\/cont\/email\//)
  await signOut(page)

  await page.goto(link)
  await expect(page).toHaveURL(/\/autentificare/)
  await signIn(page, freshAddress, password)
  await expect(page.getByRole("heading", { name: "Confirmă adresa" })).toBeVisible()
  await page.getByRole("button", { name: "Confirmă adresa" }).click()
  await expect(page).toHaveURL(/\/cont\/setari$/)
  await expect(page.getByRole("link", { name: /^Adresa de e-mail/ })).toContainText(newAddress)
  await inbox.latestTo(freshAddress, /adresa de e-mail a fost schimbată/i)
  await page.goto(link)
  await expect(page.getByText("Linkul a fost deja folosit.")).toBeVisible()
})

test("other devices are listed and signed out", async ({ page, browser, freshAddress }) => {
  const one = await onAnotherDevice(browser, freshAddress, password)
  const two = await onAnotherDevice(browser, freshAddress, password)
  await page.goto("/cont/setari/conectari")
  const section = region(page, "Unde ești conectat")
  await expect(section.getByText("Acest dispozitiv")).toHaveCount(1)
  await expect(section.getByRole("listitem")).toHaveCount(3)
  await section
    .getByRole("button", { name: /^Deconectează / })
    .first()
    .click()
  await expect(section.getByRole("listitem")).toHaveCount(2)
  await section.getByRole("button", { name: "Deconectează toate celelalte" }).click()
  await expect(section.getByRole("listitem")).toHaveCount(1)
  for (const other of [one, two]) {
    await other.goto("/cont")
    await expect(other).toHaveURL(/\/autentificare/)
    await other.context().close()
  }
  await page.goto("/cont")
  await expect(page).toHaveURL(/\/cont$/)
})

test("all data of the customer is downloaded as one file", async ({ page, freshAddress }) => {
  await page.goto("/cont/setari/copie")
  const download = page.waitForEvent("download")
  await page.getByRole("button", { name: "Descarcă datele mele" }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^contul-meu-focus-sat-\d{4}-\d\d-\d\d\.json$/)
  const text = (await (await file.createReadStream()).toArray()).join("")
  expect(JSON.parse(text).customer.email).toBe(freshAddress)
})

test("closing the account needs the password and erases the account", async ({
  page,
  inbox,
  freshAddress,
}) => {
  await page.goto("/cont/setari/inchidere")
  const section = region(page, "Închiderea contului")
  await section.getByText("Vreau să închid contul").click()
  await section.getByLabel("Parola ta").fill("nu este parola mea")
  await section.getByRole("button", { name: "Închide contul definitiv" }).click()
  await expect(section.getByText("Parola nu este corectă.")).toBeVisible()
  await section.getByLabel("Parola ta").fill(password)
  await section.getByRole("button", { name: "Închide contul definitiv" }).click()
  await expect(page.getByRole("heading", { name: "Contul a fost închis" })).toBeVisible()
  await inbox.latestTo(freshAddress, /a fost închis/i)
  await page.goto("/cont")
  await expect(page).toHaveURL(/\/autentificare/)
  await signIn(page, freshAddress, password)
  await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
})
