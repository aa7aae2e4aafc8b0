import { expect, type Page } from "@playwright/test"
import type { Inbox } from "./inbox"

/** Long, on no list of leaked passwords, with letters that Unicode NFC and NFD write differently. */
export const password = "trei cuvinte și o țară"

/**
 * From the sign-up page to Smartcarduri, signed in: follows the link of the mail and confirms the account.
 */
export async function createAccount(page: Page, inbox: Inbox, address: string) {
  await fillSignUp(page, address)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(/\/verifica-email/)

  const mail = await inbox.latestTo(address, /activ|confirm/i)
  expect(mail.html).toContain("CONFIRMARE")
  await page.goto(mail.link(/\/activare\//))
  await page.getByRole("button", { name: "CONFIRMARE" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri/)
}

export async function fillSignUp(page: Page, address: string) {
  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  await page.getByLabel("Adresă de e-mail").fill(address)
  await page.getByLabel("Telefon").fill("0722 123 456")
  await page.getByLabel("Parolă", { exact: true }).fill(password)
  await page.getByLabel(/Termeni/).check()
}

export async function signIn(page: Page, address: string, secret: string) {
  const email = page.getByLabel("Adresă de e-mail")
  // Over WebDriver BiDi, what is filled in a field of Firefox is added to what stands there.
  await email.press("ControlOrMeta+a")
  await email.press("Delete")
  await email.fill(address)
  await page.getByLabel("Parolă", { exact: true }).fill(secret)
  await page.getByRole("button", { name: "Intră în cont" }).click()
}

export async function signOut(page: Page) {
  await page.getByRole("button", { name: /meniul meu/ }).click()
  await page.getByRole("button", { name: "Ieși din cont" }).click()
  await expect(page).toHaveURL(/\/(autentificare)?$/)
}
