import { createAccount } from "./support/account-steps"
import { callCron } from "./support/cron"
import { expect, test } from "./support/fixtures"
import { signUpWithCards } from "./support/order-steps"

test("the link of a reminder leads to a button that turns reminders off, without signing in", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await callCron("expiry-alerts")
  const mail = await inbox.latestTo(freshAddress, /expiră/i)
  await page.context().clearCookies()
  await page.goto(mail.link(/\/alerte\/dezabonare\//))
  await expect(page.getByRole("heading", { name: "Nu mai vrei alerte?" })).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await page.getByRole("button", { name: "Păstrează-le" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Alertele rămân pornite." })).toBeVisible()
  await page.getByRole("button", { name: "Oprește alertele" }).click()
  await expect(page.getByRole("heading", { name: "Alertele sunt oprite" })).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await page.getByRole("button", { name: "Pornește-le din nou" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Alertele sunt pornite din nou." })).toBeVisible()
  await page.goto("/alerte/dezabonare/necunoscut.x")
  await expect(page.getByRole("heading", { name: "Linkul nu este bun" })).toBeVisible()
})

test("a mail program turns reminders off with one POST; a changed link answers 404", async ({
  page,
  request,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await callCron("expiry-alerts")
  const { headers } = await inbox.latestTo(freshAddress, /expiră/i)
  expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click")
  const url = headers["List-Unsubscribe"]?.replace(/^<|>$/g, "") ?? ""
  const form = { "List-Unsubscribe": "One-Click" }
  expect((await request.get(url)).status()).toBe(200)
  await page.goto("/cont/setari/mesaje")
  await expect(page.getByLabel(/expir/i)).toBeChecked()
  expect((await request.post(url, { form })).status()).toBe(200)
  expect((await request.post(url, { multipart: form })).status()).toBe(200)
  expect((await request.post(`${url}x`, { form })).status()).toBe(404)
  await page.reload()
  await expect(page.getByLabel(/expir/i)).not.toBeChecked()
})

test("a bounced mail shows a banner until the customer says that the address is right", async ({
  page,
  inbox,
  freshAddress,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  const banner = page.getByText(`E-mailurile trimise la ${freshAddress} nu ajung.`)
  await page.goto("/cont")
  await expect(banner).toHaveCount(0)
  await requestReset(page, inbox, freshAddress)
  await inbox.tell(freshAddress, "bounced")
  await page.goto("/cont")
  await expect(banner).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await page.getByRole("link", { name: "Corectează adresa" }).click()
  await expect(page).toHaveURL(/\/cont\/setari\/email$/)
  if (javaScriptEnabled) await expectAccessible()
  await page.getByRole("button", { name: "Adresa este bună" }).click()
  await expect(banner).toHaveCount(0)
})

/**
 * Makes the product send a mail to the customer. The activation mail was sent before there was a customer.
 */
async function requestReset(
  page: Parameters<typeof createAccount>[0],
  inbox: Parameters<typeof createAccount>[1],
  address: string,
) {
  await page.goto("/parola-uitata")
  await page.getByLabel("Adresă de e-mail").fill(address)
  await page.getByRole("button", { name: "Trimite linkul" }).click()
  await inbox.latestTo(address, /resetare/i)
}
