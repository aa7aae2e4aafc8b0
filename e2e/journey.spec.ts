import { createAccount, password, signIn, signOut } from "./support/account-steps"
import { asWeekday, bucharestDay, daysUntilExpiry, printed } from "./support/cards"
import { callCron } from "./support/cron"
import { expect, test } from "./support/fixtures"

test("from the front page to a single five-day reminder", async ({ page, inbox, freshAddress, takeCard }) => {
  const serial = takeCard("expiringSoon")

  await test.step("the front page leads to sign-up", async () => {
    await page.goto("/")
    await page.getByRole("link", { name: "VREAU CONT NOU!" }).first().click()
    await expect(page).toHaveURL(/\/cont-nou$/)
  })

  await test.step("sign-up is confirmed with the button of the mail", async () => {
    await createAccount(page, inbox, freshAddress)
    await expect(page.getByRole("heading", { level: 1, name: "Smartcarduri" })).toBeVisible()
  })

  await test.step("an imported smartcard is added", async () => {
    await page.getByLabel("Seria smartcardului").fill(printed(serial))
    await page.getByLabel(/Numele smartcardului/).fill("TV living")
    await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
    await expect(page.getByRole("heading", { name: "TV living" })).toBeVisible()
  })

  await test.step("the account shows the package, its state, its end and the days left", async () => {
    await page.goto("/cont")
    const card = page.getByRole("region", { name: "TV living" })
    await expect(card.getByRole("heading", { name: "Familia" })).toBeVisible()
    await expect(card.getByText(`Expiră în ${daysUntilExpiry} zile`)).toBeVisible()
    await expect(card.getByText(`până ${asWeekday(bucharestDay(daysUntilExpiry))}`)).toBeVisible()
  })

  await test.step("repeated cron calls send one reminder", async () => {
    for (const answer of [
      await callCron("expiry-alerts"),
      await callCron("expiry-alerts"),
      ...(await Promise.all([callCron("expiry-alerts"), callCron("expiry-alerts")])),
    ]) {
      expect(answer.status).toBe(200)
    }
    const mail = await inbox.latestTo(freshAddress, /expiră/i)
    for (const named of ["Familia", "TV living", serial.slice(-4)]) expect(mail.text).toContain(named)
    expect((await inbox.allTo(freshAddress)).filter((one) => /expiră/i.test(one.subject))).toHaveLength(1)
  })

  await test.step("after signing out a page asks to sign in, and then opens", async () => {
    await signOut(page)
    await page.goto("/cont/smartcarduri")
    await expect(page).toHaveURL(/\/autentificare/)
    await signIn(page, freshAddress, password)
    await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  })
})

test("a forgotten password is replaced through a link that works once", async ({
  page,
  inbox,
  freshAddress,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  await signOut(page)

  await page.goto("/autentificare")
  await page.getByRole("link", { name: "Ai uitat parola?" }).click()
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByRole("button", { name: "Trimite linkul" }).click()
  await expect(
    page.getByText("Dacă există un cont cu această adresă, vei primi în câteva minute un link de resetare."),
  ).toBeVisible()

  const link = (await inbox.latestTo(freshAddress, /resetare/i)).link(/\/parola-noua\//)
  const newPassword = "altă parolă lungă de test"
  await page.goto(link)
  await page.getByLabel("Parola nouă", { exact: true }).fill(newPassword)
  await page.getByRole("button", { name: "Schimbă parola" }).click()
  await expect(page).toHaveURL(/\/autentificare/)
  await inbox.latestTo(freshAddress, /parola a fost schimbată/i)

  await page.goto(link)
  await expect(page.getByText("Linkul a fost deja folosit.")).toBeVisible()

  await page.goto("/autentificare")
  await signIn(page, freshAddress, password)
  await expect(page.getByText("E-mailul sau parola nu sunt corecte.")).toBeVisible()
  await signIn(page, freshAddress, newPassword)
  await expect(page).toHaveURL(/\/cont$/)
})
