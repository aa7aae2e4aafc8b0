import type { Page } from "@playwright/test"
import { withDatabase } from "./support/database"
import { expect, test } from "./support/fixtures"
import { buyFamilia } from "./support/order-steps"

/** Moves the order that the page shows, with its activation, so many days into the past. */
async function makeOlder(page: Page, days: number) {
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? ""
  const ago = `${days} days`
  await withDatabase(async (sql) => {
    await sql`update orders set created_at = created_at - ${ago}::interval where id = ${id}`
    const lines = sql`select id from order_lines where order_id = ${id}`
    const bought = sql`select id from subscriptions where order_line_id in (${lines})`
    const period = sql`starts_at = starts_at - ${ago}::interval, ends_at = ends_at - ${ago}::interval`
    const ofOrder = sql`subscription_id in (${bought})`
    const pending = () =>
      sql`select count(*)::int as pending from entitlement_commands where ${ofOrder} and status = 'pending'`
    await expect.poll(async () => (await pending())[0]?.["pending"], "acknowledged").toBe(0)
    await sql`update entitlement_commands set ${period}, created_at = created_at - ${ago}::interval,
      settled_at = settled_at - ${ago}::interval where ${ofOrder}`
    await sql`update subscriptions set ${period}, activated_at = activated_at - ${ago}::interval
      where id in (${bought})`
  })
}

/** From the order that the page shows to the declaration, for all its lines. */
async function openDeclaration(page: Page) {
  await page.reload()
  await page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }).click()
  await expect(page.getByRole("heading", { name: "Retragere din contract" })).toBeVisible()
  await page.getByRole("checkbox").uncheck()
  await page.getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByText("Bifează la ce renunți, apoi continuă.")).toBeVisible()
  await page.getByRole("checkbox").check()
  await page.getByRole("button", { name: "Continuă" }).click()
  await expect(page.getByText("mă retrag din contractul încheiat prin comanda")).toBeVisible()
}

test("a withdrawal from an order that is not activated: two steps, a full refund, an acknowledgement by mail", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const order = page.url()
  await openDeclaration(page)
  if (javaScriptEnabled) await expectAccessible()
  await expect(page.getByText("Îți trimitem înapoi 44,00 lei")).toBeVisible()
  const declaration = page.url()
  await page.getByRole("button", { name: "Confirmă retragerea" }).click()
  await expect(page.getByRole("heading", { name: "Retragerea a fost înregistrată" })).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  const number = (await page.locator("dd").first().textContent()) ?? ""
  const mail = await inbox.latestTo(freshAddress, /Retragerea ta din contract/)
  for (const text of [number, "mă retrag din contractul", "Familia, 1 lună", "44,00 lei"]) {
    expect(mail.text).toContain(text)
  }
  expect(mail.text).toMatch(/\d\d\.\d\d\.\d{4}.*\d\d:\d\d/)

  await page.goto(declaration)
  await page.getByRole("link", { name: `dovada nr. ${number}` }).click()
  await expect(page.getByRole("heading", { name: "Retragerea a fost înregistrată" })).toBeVisible()
  await page.getByRole("link", { name: "Vezi factura storno" }).click()
  await expect(page.getByText(/Storno la factura FS \d+ din/)).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await expect(async () => {
    await page.goto(order)
    await expect(page.getByText("44,00 lei au fost trimiși înapoi")).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
  await expect(page.getByText("Banii au fost trimiși înapoi.")).toBeVisible()
  await expect(page.getByRole("link", { name: /^Activează/ })).toHaveCount(0)
  await expect(
    page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }),
  ).toHaveCount(0)
})

test("a withdrawal three days after an express activation: a refund without the used days", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const order = page.url()
  await page.getByRole("link", { name: /^Activează/ }).click()
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia" }).click()
  await expect(page.getByText(/În curs de activare|Activ ·/).first()).toBeVisible()
  await page.goto(order)
  await makeOlder(page, 3)
  await openDeclaration(page)
  await expect(page.getByText(/folosit 4 zile din 3[01]|folosit 4 zile din 2[89]/)).toBeVisible()
  await page.getByRole("button", { name: "Confirmă retragerea" }).click()
  await expect(page.getByText(/Îți trimitem înapoi (?:3\d|4[0-3]),\d\d\slei/)).toBeVisible()
  await page.getByRole("link", { name: "Vezi factura storno" }).click()
  await expect(page.getByText(/zile nefolosite, 2\d din/)).toBeVisible()
  await page.goto("/cont")
  await expect(page.getByText(/^Activ ·/)).toHaveCount(0)
})

test("after fourteen days the order page and the page of the footer link offer no withdrawal", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const order = page.url()
  await page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }).click()
  await page.getByRole("button", { name: "Continuă" }).click()
  const confirm = page.url()
  const second = await page.context().newPage()
  await second.goto(order)
  await makeOlder(second, 15)
  await page.getByRole("button", { name: "Confirmă retragerea" }).click()
  await expect(page.getByText(/Perioada de retragere s-a încheiat (?:între timp|la)/)).toBeVisible()
  await page.goto(confirm)
  await expect(page.getByText(/Perioada de retragere s-a încheiat la \d\d\.\d\d\.\d{4}/)).toBeVisible()
  await page.goto(order)
  await expect(
    page.getByRole("main").getByRole("link", { name: "Retrage-te din contract aici" }),
  ).toHaveCount(0)
  await page.getByRole("contentinfo").getByRole("link", { name: "Retrage-te din contract aici" }).click()
  await expect(page.getByText("Nu ai nicio comandă din care te mai poți retrage")).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
})

test("orders are found by package, card and serial, and an invoice is opened, mailed and downloaded", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  const serial = takeCard("free")
  await buyFamilia({ page, inbox, address: freshAddress }, [serial])
  await page.goto("/cont/comenzi")
  if (javaScriptEnabled) await expectAccessible()
  const search = page.getByRole("searchbox", { name: /^Caută/ })
  // With few orders there is no form; an address that searches shows it.
  await expect(search).toHaveCount(0)
  await page.goto("/cont/comenzi?cauta=familia")
  for (const known of ["familia", "TV 1", serial]) {
    await search.fill(known)
    await page.getByRole("button", { name: "Caută" }).click()
    await expect(page.getByText("1 comandă")).toBeVisible()
  }
  await search.fill("nu există 100%")
  await page.getByRole("button", { name: "Caută" }).click()
  await expect(page.getByText("Nu am găsit nicio comandă.")).toBeVisible()
  await page.goto("/cont/comenzi")
  await page.getByRole("link", { name: /^Factura FS/ }).click()
  await expect(page.getByRole("heading", { name: /^Factura FS/ })).toBeVisible()
  await expect(page.getByText("Str. Lalelelor 5, Sector 3, București")).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  const pdf = await page.getByRole("link", { name: "Deschide PDF" }).getAttribute("href")
  const file = await page.request.get(pdf ?? "")
  expect(file.headers()["content-type"]).toBe("application/pdf")
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await page.getByRole("button", { name: "Trimite pe e-mail" }).click()
  await expect(page.getByText(`Am trimis factura la ${freshAddress}.`)).toBeVisible()
  await expect(page.getByRole("button", { name: "Trimite din nou" })).toBeVisible()
  await inbox.latestTo(freshAddress, /^Factura FS/)

  await page.goto("/cont/comenzi")
  const year = await page.getByRole("link", { name: /^Facturile din/ }).getAttribute("href")
  await page.goto((year ?? "").replace(/\d{4}$/, "2020"))
  await expect(page.getByText("Nu ai nicio factură din 2020.")).toBeVisible()
  const all = await page.request.get(year ?? "")
  expect(all.headers()["content-disposition"]).toMatch(/^attachment; filename="facturi-\d{4}\.pdf"$/)
  expect((await all.body()).subarray(0, 5).toString()).toBe("%PDF-")
})
