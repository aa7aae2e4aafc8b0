import type { APIRequestContext, Page } from "@playwright/test"
import { readWithIcalJs, readWithNodeIcal } from "@/tests/support/read-calendar"
import { expect, test } from "./support/fixtures"
import { signUpWithCards } from "./support/order-steps"

const addressOf = (page: Page) => page.getByLabel("Adresa calendarului").inputValue()

/** What a stranger sees of an address, without the instant of the answer. */
async function seenAt(request: APIRequestContext, url: string) {
  const answer = await request.get(url)
  const { date: _, ...headers } = answer.headers()
  return { status: answer.status(), headers, body: await answer.text() }
}

test("a calendar is made, read by programs, given another address and switched off", async ({
  page,
  request,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  const serial = takeCard("expiringSoon")
  await signUpWithCards({ page, inbox, address: freshAddress }, [serial])
  await page.goto("/cont/setari")
  await page.getByRole("link", { name: /^Calendar/ }).click()
  await page.getByRole("button", { name: "Pornește calendarul" }).click()
  await expect(page.getByText("Calendarul tău este gata.")).toBeVisible()
  const first = await addressOf(page)
  expect((await inbox.latestTo(freshAddress, /calendarul contului tău a fost pornit/i)).html).not.toContain(
    first,
  )
  await expect(page.getByRole("link", { name: "Adaugă în calendar" })).toHaveAttribute(
    "href",
    first.replace("http:", "webcal:"),
  )
  for (const program of ["Pe iPhone, iPad sau Mac", "În Google Calendar, pe Android", "În Outlook"]) {
    await page.getByText(program).click()
  }
  if (javaScriptEnabled) await expectAccessible()

  const read = await request.get(first)
  expect(read.headers()).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, no-cache",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  })
  const text = await read.text()
  expect(text).not.toContain(serial)
  expect(text).not.toMatch(/Ana|Popescu/)
  expect(readWithIcalJs(text)).toEqual(readWithNodeIcal(text))
  const titles = readWithIcalJs(text).map(({ title }) => title)
  expect(titles.toSorted()).toEqual(["Familia expiră în 5 zile · TV 1", "Familia: ultima zi · TV 1"])
  const etag = read.headers()["etag"] ?? ""
  expect((await request.get(first, { headers: { "if-none-match": etag } })).status()).toBe(304)
  const head = await request.head(first)
  expect([head.status(), head.headers()["etag"]]).toEqual([200, etag])
  expect((await request.post(first)).status()).toBeGreaterThanOrEqual(400)

  await page.getByRole("button", { name: "Fă altă adresă" }).click()
  await expect(page.getByText("Ai o adresă nouă.")).toBeVisible()
  const second = await addressOf(page)
  await inbox.latestTo(freshAddress, /calendarul contului tău are altă adresă/i)
  expect(second).not.toBe(first)
  expect((await request.get(second)).status()).toBe(200)
  const old = await seenAt(request, first)
  expect(old.status).toBe(404)
  for (const other of [`/calendar/${"a".repeat(43)}.ics`, "/calendar/x.ics", "/calendar/x"]) {
    expect(await seenAt(request, other), other).toEqual(old)
  }
  expect((await request.get("/calendar/%ff.ics")).status()).toBe(400)

  await page.getByRole("button", { name: "Oprește calendarul" }).click()
  await expect(page.getByText("Calendarul este oprit.")).toBeVisible()
  expect(await seenAt(request, second)).toEqual(old)
  await page.goto("/cont/setari")
  await expect(page.getByRole("link", { name: /^Calendar/ })).toContainText("Oprit")
})

test("a card's menu leads there, and the address is copied with one press where scripts run", async ({
  page,
  context,
  inbox,
  freshAddress,
  takeCard,
  javaScriptEnabled,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("lasting")])
  await page.goto("/cont")
  await page.getByRole("button", { name: "Mai multe pentru TV 1" }).click()
  await page.getByRole("link", { name: /^Adaugă în calendar/ }).click()
  await expect(page).toHaveURL(/\/cont\/setari\/calendar$/)
  await page.getByRole("button", { name: "Pornește calendarul" }).click()
  await expect(page.getByLabel("Adresa calendarului")).toBeVisible()
  await page.goto("/cont/setari/conectari")
  await page.getByRole("link", { name: "fă-i altă adresă" }).click()
  await expect(page).toHaveURL(/\/cont\/setari\/calendar$/)
  const copy = page.getByRole("button", { name: "Copiază adresa" })
  if (!javaScriptEnabled) return expect(copy).toHaveCount(0)
  await copy.click()
  await expect(page.getByText("Adresa a fost copiată.")).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await addressOf(page))
})
