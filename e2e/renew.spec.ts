import { expect, test } from "./support/fixtures"
import {
  addBilling,
  chooseCards,
  chooseTile,
  leaveWithBasket,
  signUpWithCards,
  tileOf,
} from "./support/order-steps"

test("renewing orders exactly its line at the price of the button; a cart from before is offered beside it", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  javaScriptEnabled,
  expectAccessible,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon"), takeCard("free")])
  const ordering = (price: string) =>
    page.getByRole("button", { name: `Comandă cu obligație de plată · ${price}` })

  await test.step("days ago, something else was left in the cart", async () => {
    await chooseCards(page, [2])
    await chooseTile(page, { card: 2, months: "3 luni" })
    await leaveWithBasket(page)
    await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
    await addBilling(page)
    await expect(ordering("129,00 lei")).toBeVisible()
  })

  await test.step("the button of the account leads to its own order", async () => {
    await page.goto("/cont")
    await page.getByRole("link", { name: "Reînnoiește · 44,00 lei", exact: true }).first().click()
    await expect(page.getByText("Pe „TV 1”", { exact: true })).toBeVisible()
    await expect(ordering("44,00 lei")).toBeVisible()
    await expect(page.getByText("Ai și o comandă începută: Familia, 3 luni, pe „TV 2”.")).toBeVisible()
    if (javaScriptEnabled) await expectAccessible()
  })

  await test.step("another length, the cart added, and taken out again", async () => {
    await page.getByRole("link", { name: /^12 luni/ }).click()
    await expect(ordering("475,00 lei")).toBeVisible()
    await page.getByRole("link", { name: /^Adaug-o aici/ }).click()
    await expect(ordering("604,00 lei")).toBeVisible()
    await page.getByRole("link", { name: "Scoate Familia, 3 luni, pe „TV 2”" }).click()
    await page.getByRole("link", { name: /^1 lună/ }).click()
    await expect(ordering("44,00 lei")).toBeVisible()
  })

  await test.step("left at the pay page, the order is shown instead of ordered again", async () => {
    const renewal = page.url()
    await ordering("44,00 lei").click()
    await expect(page.getByRole("heading", { name: "Plată demonstrativă" })).toBeVisible()
    await page.goto(renewal)
    await expect(page.getByText(/^Comanda \d+ așteaptă plata$/)).toBeVisible()
    await expect(ordering("44,00 lei")).toHaveCount(0)
    await page.getByRole("link", { name: /^Vezi comanda \d+ · 44,00 lei$/ }).click()
    await expect(page.getByRole("button", { name: "Plătește 44,00 lei" })).toBeVisible()
  })

  await test.step("the cart is as it was", async () => {
    await page.goto("/cont/comanda")
    await page.getByRole("button", { name: "Continuă" }).click()
    await expect(tileOf(page, { card: 2, months: "3 luni" })).toHaveAttribute("aria-current", "true")
  })
})

test("the link of a mail from before leads to the order; another's card is no line of it", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("expiringSoon")])
  await page.goto("/cont")
  const href = await page
    .getByRole("link", { name: "Reînnoiește · 44,00 lei", exact: true })
    .first()
    .getAttribute("href")
  const link = /linie=([0-9a-f-]{36}):/.exec(href ?? "")?.[1] ?? ""
  await page.goto(`/cont/comanda?card=${link}&pachet=familia-1`)
  await expect(page).toHaveURL(new RegExp(`/cont/comanda/confirmare\\?linie=${link}:familia-1$`))
  await expect(page.getByText("Pe „TV 1”", { exact: true })).toBeVisible()
  await page.goto(
    `/cont/comanda/confirmare?linie=${link.replace(/.$/, (last) => (last === "0" ? "1" : "0"))}:familia-1`,
  )
  await expect(page.getByText("Ce ai ales nu se mai poate comanda")).toBeVisible()
  await expect(page.getByText("Smartcardul nu mai este în contul tău.")).toBeVisible()
})
