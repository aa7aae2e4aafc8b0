import { createAccount } from "./support/account-steps"
import { callCron } from "./support/cron"
import { withDatabase } from "./support/database"
import { expect, test } from "./support/fixtures"
import {
  addBilling,
  chooseFamilia,
  leaveWithBasket,
  orderFamilia,
  signUpWithCards,
  tileOf,
} from "./support/order-steps"
import { sessionOf, tellProvider } from "./support/stand-ins"

const paid = "Plata a reușit. Pachetul te așteaptă"
const paidMail = /plata a reușit/i

test("a webhook before the customer returns pays the order, and the return changes nothing", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  await tellProvider(`_pay/${sessionOf(page)}/pay`)
  await inbox.latestTo(freshAddress, paidMail)
  await page.reload()
  await page.getByRole("link", { name: "Înapoi la comandă" }).click()
  await expect(page.getByText(paid)).toBeVisible()
  expect((await inbox.allTo(freshAddress)).filter(({ subject }) => paidMail.test(subject))).toHaveLength(1)
})

for (const mode of ["late", "twice"] as const) {
  test(`with the webhook sent ${mode} the returning customer sees the order paid at once and gets one mail`, async ({
    page,
    inbox,
    freshAddress,
    takeCard,
  }) => {
    await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
    const session = sessionOf(page)
    await tellProvider(`_webhooks/${session}/${mode}`)
    await page.getByRole("button", { name: "Plătește", exact: true }).click()
    await expect(page.getByText(paid)).toBeVisible()
    // Until the webhook has come and its event is stored.
    await expect
      .poll(
        async () => {
          let events = 0
          await withDatabase(async (sql) => {
            const [row] =
              await sql`select count(*)::int as events from payment_events where session_id = ${session} and type <> 'asked'`
            events = row?.["events"]
          })
          return events
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await inbox.latestTo(freshAddress, paidMail)
    expect((await inbox.allTo(freshAddress)).filter(({ subject }) => paidMail.test(subject))).toHaveLength(1)
  })
}

test("a delayed payment with webhooks out of order ends paid", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const session = sessionOf(page)
  await tellProvider(`_webhooks/${session}/shuffled`)
  await page.getByRole("button", { name: "Metodă cu întârziere" }).click()
  await expect(page.getByText("Verificăm plata. Nu plăti din nou")).toBeVisible()
  await tellProvider(`_settle/${session}/succeed`)
  await expect(page.getByText(paid)).toBeVisible()
})

test("without a webhook and without a return the cron job finds the payment", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await orderFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  const session = sessionOf(page)
  await tellProvider(`_webhooks/${session}/never`)
  await tellProvider(`_pay/${session}/pay`)
  await page.goto("/cont/comenzi")
  await expect(page.getByText("În așteptarea plății")).toBeVisible()
  await withDatabase(
    (sql) =>
      sql`update payments set created_at = created_at - interval '3 minutes' where session_id = ${session}`,
  )
  expect((await callCron("payments")).status).toBe(200)
  await page.reload()
  await expect(page.getByText("Plătită")).toBeVisible()
})

test("a changed price is shown before the order is placed", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const code = `proba-${Date.now().toString(36)}`
  await withDatabase(async (sql) => {
    const [row] = await sql`insert into packages (code, name) values (${code}, ${code}) returning id`
    await sql`insert into offers (code, package_id, months, price_bani, valid_from) values (${code}, ${row?.["id"]}, 1, 1000, now() - interval '1 day')`
  })
  try {
    await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
    await page.goto(`/cont/comanda?pachet=${code}`)
    await expect(page.getByText(`Am pus în coș ce ai ales din Pachete: ${code}, 1 lună`)).toBeVisible()
    await leaveWithBasket(page)
    await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
    await addBilling(page)
    await withDatabase((sql) => sql`update offers set price_bani = 1200 where code = ${code}`)
    await page.getByRole("button", { name: "Comandă cu obligație de plată · 10,00 lei" }).click()
    await expect(page.getByText("era 10,00 lei, acum este 12,00 lei")).toBeVisible()
    await page.getByRole("button", { name: "Comandă cu obligație de plată · 12,00 lei" }).click()
    await expect(page.getByText("Total: 12,00 lei")).toBeVisible()
  } finally {
    await withDatabase((sql) => sql`update offers set valid_until = now() where code = ${code}`)
  }
})

test("after a lost session the customer signs in again and finds the cart", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await signUpWithCards({ page, inbox, address: freshAddress }, [takeCard("free")])
  await chooseFamilia(page, 1)
  await page.context().clearCookies()
  await page.goto("/cont/comanda/confirmare")
  await expect(page).toHaveURL(/\/autentificare/)
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByLabel("Parolă", { exact: true }).fill("trei cuvinte și o țară")
  await page.getByRole("button", { name: "Intră în cont" }).click()
  await expect(page.getByRole("heading", { name: "Comanda ta" })).toBeVisible()
  await expect(page.getByText("44,00 lei").first()).toBeVisible()
})

test("the link of a campaign leads to a paid order", async ({ page, inbox, freshAddress, takeCard }) => {
  await page.goto("/pachete?utm_source=tv&utm_campaign=iarna")
  await page.getByRole("link", { name: "Vreau · 129,00 lei" }).click()
  await expect(page).toHaveURL(/utm_campaign=iarna/)
  await createAccount(page, inbox, freshAddress)
  await page.getByLabel("Seria smartcardului").fill(takeCard("free"))
  await page.getByLabel(/Numele smartcardului/).fill("TV 1")
  await page.getByRole("button", { name: "Adaugă smartcardul" }).click()
  await expect(page.getByRole("heading", { name: "TV 1" })).toBeVisible()
  await page.goto("/cont/comanda")
  await leaveWithBasket(page)
  await page.getByRole("link", { name: "Adaugă date de facturare" }).click()
  await addBilling(page)
  await page.getByRole("button", { name: "Comandă cu obligație de plată · 129,00 lei" }).click()
  await page.getByRole("button", { name: "Plătește", exact: true }).click()
  await expect(page.getByText(paid)).toBeVisible()
  // For a signed-in customer the catalogue links to the order page.
  await page.goto("/pachete")
  await page.getByRole("link", { name: /^Vreau · 69,00 lei/ }).click()
  await expect(tileOf(page, { goods: "Sport Extra", months: "3 luni" })).toHaveAttribute(
    "aria-current",
    "true",
  )
})
