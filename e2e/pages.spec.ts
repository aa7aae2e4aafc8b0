import { createAccount } from "./support/account-steps"
import { environment } from "./support/environment"
import { expect, test } from "./support/fixtures"
import { publicPages } from "./support/pages"

const pages = [
  ...publicPages,
  "/ajutor/fara-imagine-dupa-plata",
  "/ajutor/raspunsuri?cauta=retragere",
  "/cont-inchis",
  "/cerere-stearsa",
  "/parola-noua/necunoscut",
  "/intrare/necunoscut",
  "/autentificare/browser-cunoscut",
]

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    for (const path of pages) {
      test(`${path} is accessible and fits 320 px`, async ({ page, expectAccessible }) => {
        await page.goto(path)
        await expectAccessible()
        await page.setViewportSize({ width: 320, height: 640 })
        await expectAccessible()
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      })
    }

    test("the account is accessible and fits 320 px", async ({
      page,
      inbox,
      freshAddress,
      takeCard,
      expectAccessible,
    }) => {
      await page.goto("/cont-nou")
      await createAccount(page, inbox, freshAddress)
      await expectAccessible()
      for (const kind of ["expiringSoon", "lasting", "free"] as const) {
        await page.getByLabel("Seria smartcardului").fill(takeCard(kind))
        await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
        await expect(page.getByLabel("Seria smartcardului")).toHaveValue("")
      }
      for (const path of [
        "/cont",
        "/cont/smartcarduri",
        "/cont/setari",
        "/cont/setari/date",
        "/cont/setari/conectari",
        "/cont/setari/inchidere",
        "/cont/date-facturare",
        "/cont/comanda",
        "/cont/comenzi",
        "/cont/email/necunoscut",
      ]) {
        await page.goto(path)
        await expectAccessible()
        await page.setViewportSize({ width: 320, height: 640 })
        await expectAccessible()
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      }
    })
  })
}

test("an unknown address answers 404 in Romanian, with a link to the front page", async ({
  page,
  complaints,
}) => {
  const answer = await page.goto("/nu-exista")
  expect(answer?.status()).toBe(404)
  for (const name of ["contul tău", "pachetele", "ajutorul"]) {
    await expect(page.getByRole("link", { name })).toBeVisible()
  }
  await expect(page.getByRole("link", { name: /prima pagină/i })).toBeVisible()
  // Chromium logs the 404 as an error. Any other complaint still fails the test.
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/status of 404/.test(one)))
})

test("programs find where to report a weakness and where to change a password", async ({ page }) => {
  const contact = await page.request.get("/.well-known/security.txt")
  expect(contact.status()).toBe(200)
  const fields = Object.fromEntries(
    (await contact.text())
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  )
  expect(fields).toMatchObject({ Contact: expect.stringMatching(/^mailto:.+@/) })
  const [validUntil, now] = [Date.parse(fields["Expires"] ?? ""), Date.now()]
  expect(validUntil).toBeGreaterThan(now)
  const change = await page.request.get("/.well-known/change-password", { maxRedirects: 0 })
  expect([change.status(), change.headers()["location"]]).toEqual([307, "/cont/setari/parola"])
})

test("sign-up works with the keyboard alone", async ({ page, freshAddress }) => {
  await page.goto("/cont-nou")
  await page.getByLabel("Nume și prenume").focus()
  const type = (text: string) => page.keyboard.type(text)
  const tabTo = async (label: string | RegExp) => {
    const target = page.getByLabel(label)
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press("Tab")
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`Tab does not reach ${label}`)
  }
  await type("Ana Popescu")
  await tabTo("Adresă de e-mail")
  await type(freshAddress)
  await tabTo("Telefon")
  await type("0722123456")
  await tabTo(/^Parolă$/)
  await type("trei cuvinte la întâmplare")
  await tabTo(/Termeni/)
  await page.keyboard.press("Space")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/verifica-email/)
})

test.describe("the cron endpoint", () => {
  const job = `${environment.baseUrl}/api/cron/expiry-alerts`

  test("answers 401 without the right secret", async () => {
    for (const authorization of [undefined, "Bearer ", "Bearer wrong", environment.cronSecret, "Basic x"]) {
      const answer = await fetch(job, { headers: authorization === undefined ? {} : { authorization } })
      expect(answer.status).toBe(401)
    }
  })

  test("answers 405 to every method but GET", async () => {
    for (const method of ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]) {
      const headers = { authorization: `Bearer ${environment.cronSecret}` }
      expect((await fetch(job, { method, headers })).status, method).toBe(405)
    }
  })
})
