import type { Page } from "@playwright/test"
import { createAccount, password, signIn } from "./support/account-steps"
import { expect, test } from "./support/fixtures"
import { buyFamilia, orderFamilia, signUpWithCards } from "./support/order-steps"

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

test("what ends has the page's one filled button, and is not offered again once it is being paid", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await page.goto("/cont")
  await expect(page.getByRole("link", { name: "Vezi comanda", exact: true })).toBeVisible()
  await expect(page.getByText(/^Comanda \d+ așteaptă plata$/)).toBeVisible()
  await expect(page.getByRole("link", { name: /^Reînnoiește/ })).toHaveCount(0)
})

test("a package that was just paid asks for its activation, not for money", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await page.goto("/cont")
  await expect(page.getByRole("link", { name: /^Reînnoiește/ })).toHaveCount(0)
  await expect(page.getByText("Un lucru de făcut.")).toBeVisible()
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText("Nu ai nimic de făcut.")).toBeVisible()
  await expect(page.getByText(/ · 4 zile, apoi luna plătită$/)).toBeVisible()
  await expect.poll(() => focused(page)).toBe("H4")
})

test("a card is renamed and taken out on its own page, and the focus is never lost", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("lasting")])
  await page.goto("/cont")
  await page.getByRole("button", { name: "Mai multe pentru TV 1" }).click()
  await page.getByRole("link", { name: /^Redenumește/ }).click()
  await page.getByLabel(/Nume nou/).fill("Casa Mureș")
  await page.getByRole("button", { name: "Salvează numele" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Casa Mureș" })).toBeVisible()
  await expectAccessible()
  await page.getByRole("button", { name: "Scoate „Casa Mureș” din cont" }).click()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  const said = page.getByText("Smartcardul a fost scos din cont.")
  await expect(said).toBeVisible()
  await expect.poll(() => focused(page)).not.toBe("BODY")
})

/** The part of the page of "TV 1" that its menu leads to. */
async function openNoPicture(page: Page) {
  await page.goto("/cont")
  await page.getByRole("button", { name: "Mai multe pentru TV 1" }).click()
  await page.getByRole("link", { name: "Nu ai imagine?" }).click()
  return page.getByRole("region", { name: "Nu ai imagine?" })
}

test("without a picture the page of a card without a package leads to the packages", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
  const help = await openNoPicture(page)
  await expect(help.getByText("Pe acest smartcard nu e niciun pachet.")).toBeVisible()
  await expect(help.getByRole("button")).toHaveCount(0)
  await expectAccessible()
  await help.getByRole("link", { name: "Alege un pachet" }).click()
  await expect(page).toHaveURL(/\/cont\/comanda\?card=/)
})

test("without a picture the page of a card with a paid package leads to its activation", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const help = await openNoPicture(page)
  await expect(help.getByText("Pachetul Familia e plătit și nu e pornit.")).toBeVisible()
  await help.getByRole("link", { name: "Activează Familia" }).click()
  await expect(page.getByRole("heading", { level: 1, name: /^Activează Familia/ })).toBeVisible()
})

test("an unknown address in the account keeps the frame and names the phone", async ({
  page,
  inbox,
  freshAddress,
  complaints,
}) => {
  await page.goto("/cont-nou")
  await createAccount(page, inbox, freshAddress)
  expect((await page.goto("/cont/nimic"))?.status()).toBe(404)
  const main = page.getByRole("main")
  await expect(main.getByRole("link", { name: "Mergi la contul tău" })).toBeVisible()
  await expect(main.getByRole("link", { name: /^\d[\d ]+$/ })).toBeVisible()
  await expect(page.getByRole("navigation", { name: "Contul meu" })).toBeVisible()
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/status of 404/.test(one)))
})

test("an open page whose session ended elsewhere says so and stops asking", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  complaints,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("lasting")])
  await page.clock.install()
  await page.goto("/cont")
  let asked = 0
  page.on("request", (request) => {
    if (request.url().includes("/api/account/overview")) asked += 1
  })
  await page.context().clearCookies()
  const over = page.getByRole("alert").filter({ hasText: "Sesiunea a expirat." })
  // Timers that a busy browser sets later than now do not run in these two minutes, but in the next ones.
  await expect(async () => {
    await page.clock.runFor("02:00")
    await expect(over).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.clock.runFor("20:00")
  expect(asked).toBe(1)
  await page.getByRole("link", { name: "Autentifică-te din nou" }).click()
  await expect(page).toHaveURL(/\/autentificare\?inapoi=%2Fcont$/)
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/status of 401/.test(one)))
})

test("the tick of an activation outlives its session", async ({ page, inbox, freshAddress, takeCard }) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  await page.goto("/cont")
  const express = page.getByLabel(/Cer în mod expres/)
  const button = page.getByRole("button", { name: "Activează Familia pe „TV 1”" })
  await express.check()
  await page.context().clearCookies()
  await button.click()
  await expect(page).toHaveURL(/\/autentificare\?inapoi=/)
  await signIn(page, freshAddress, password)
  await expect(page).toHaveURL(/\/cont$/)
  await expect(page.getByText("Am păstrat ce ai scris.")).toBeVisible()
  await expect(express).toBeChecked()
  await button.click()
  await expect(page.getByText("Nu ai nimic de făcut.")).toBeVisible()
})

test.describe("in forced colours", () => {
  test.use({ forcedColors: "active" })

  test("the current place has a line that no other place has", async ({ page, inbox, freshAddress }) => {
    await page.goto("/cont-nou")
    await createAccount(page, inbox, freshAddress)
    const lines = await page
      .getByRole("navigation", { name: "Contul meu" })
      .getByRole("link")
      .evaluateAll((links) =>
        links.map((link) => {
          const { borderTopColor, borderBottomColor } = getComputedStyle(link)
          const canvas = getComputedStyle(document.body).backgroundColor
          const isSeen = [borderTopColor, borderBottomColor].some((colour) => colour !== canvas)
          return { isCurrent: link.hasAttribute("aria-current"), isSeen }
        }),
      )
    expect(lines.map(({ isSeen }) => isSeen)).toEqual(lines.map(({ isCurrent }) => isCurrent))
    expect(lines.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
  })
})
