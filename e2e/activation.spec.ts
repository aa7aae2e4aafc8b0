import { asWritten, bucharestDay, printed } from "./support/cards"
import { callCron } from "./support/cron"
import { withDatabase } from "./support/database"
import { expect, test } from "./support/fixtures"
import { operator } from "./support/operator"
import { buyFamilia } from "./support/order-steps"
import { setGateway } from "./support/stand-ins"

test("the button of the payment mail leads to a page that activates the package with one click", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free")])
  await expect(page.getByRole("link", { name: "Activează Familia pe „TV 1”" })).toBeVisible()
  const mail = await inbox.latestTo(freshAddress, /plata a reușit/i)
  await page.goto(mail.link(/\/cont\/activare\//))
  await expect(page.getByText("Pornește imediat și ține până la")).toBeVisible()
  await expect(page).toHaveTitle("Activează Familia, 1 lună · Focus Sat")
  const express = page.getByLabel(/Cer în mod expres/)
  await expect(express).not.toBeChecked()
  await page.getByRole("button", { name: "Activează Familia" }).click()
  const answer = page.getByText(/^Ca să pornim acum, bifează cererea\. Altfel îl poți activa după /)
  await expect(answer).toBeVisible()
  const said = (await answer.textContent()) ?? ""
  // Fourteen days, or more where the last one is no working day.
  const days = Array.from({ length: 7 }, (_, more) => asWritten(bucharestDay(14 + more)))
  expect(days).toContain(said.match(/ după ([\d.]+)\.$/)?.[1])
  await expect(express).toHaveAccessibleDescription(said)
  if (javaScriptEnabled) await expect(express).toBeFocused()
  if (javaScriptEnabled) await expectAccessible()
  await express.check()
  await page.getByRole("button", { name: "Activează Familia" }).click()
  await expect(page.getByText(/În curs de activare|Activ ·/).first()).toBeVisible()
  await expect(async () => {
    if (!javaScriptEnabled) await page.reload()
    await expect(page.getByText("Activarea a pornit. Lasă decodorul pornit")).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
  await page.goto("/cont")
  await expect(page.getByText(/^Activ · \d+ (de )?zile$/)).toBeVisible()
})

test("the account page activates with one click and shows the new state without a reload", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  expectAccessible,
  javaScriptEnabled,
}) => {
  const serial = takeCard("free")
  await setGateway("delay", serial)
  await buyFamilia({ page, inbox, address: freshAddress }, [serial])
  await page.goto("/cont")
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText("Ca să pornim acum, bifează cererea.")).toBeVisible()
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText("În curs de activare").first()).toBeVisible()
  if (javaScriptEnabled) await expectAccessible()
  await expect(async () => {
    if (!javaScriptEnabled) await page.reload()
    await expect(page.getByText("Activarea a pornit. Lasă decodorul pornit")).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
  if (javaScriptEnabled) await expect(page.getByText(/Mai pot trece cel mult \d+ (de )?minute/)).toBeVisible()

  await page.getByRole("button", { name: "Mai multe pentru TV 1" }).click()
  await page.getByRole("link", { name: "Nu ai imagine?" }).click()
  await page.getByRole("button", { name: "Retrimite semnalul pentru Familia" }).click()
  await expect(page.getByText("Am trimis semnalul. Lasă decodorul pornit")).toBeVisible()
})

test("a package that is active already on the card is continued by the new one", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("lasting")])
  await page.goto("/cont")
  const first = asWritten(bucharestDay(173))
  await expect(page.getByText(`Începe la ${first}, după cel care merge acum`)).toBeVisible()
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText(/^până la .* · 173 de zile, apoi luna plătită$/)).toBeVisible()
})

test("a package is moved to another card before it is activated", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  await buyFamilia({ page, inbox, address: freshAddress }, [takeCard("free"), takeCard("lasting")])
  await page.goto("/cont")
  await page.getByRole("link", { name: "Mută Familia pe alt smartcard" }).click()
  await expect(page.getByRole("option", { name: /TV 2 · îl are până la/ })).toBeAttached()
  await page.getByLabel("Smartcardul pe care să fie").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Mută" }).click()
  await expect(page.getByText("Pe „TV 2”")).toBeVisible()
  await expect(page.getByText(/Începe la .*, după cel care merge acum/)).toBeVisible()
})

test("a refused activation is mailed to the customer, and the package can be activated again", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  javaScriptEnabled,
}) => {
  const serial = takeCard("free")
  await buyFamilia({ page, inbox, address: freshAddress }, [serial])
  await setGateway("refuse", serial)
  await page.goto("/cont")
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  const mail = await inbox.latestTo(freshAddress, /nu a putut fi activat/i)
  expect(mail.text).toContain("te așteaptă în cont")
  if (!javaScriptEnabled) await page.reload()
  await expect(page.getByText("Activarea nu a reușit și nu ai pierdut nimic.")).toBeVisible()
  await setGateway("acknowledge", serial)
  await page.goto(mail.link(/\/cont\/activare\//))
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia" }).click()
  await expect(async () => {
    if (!javaScriptEnabled) await page.reload()
    await expect(page.getByText("Activarea a pornit. Lasă decodorul pornit")).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
})

test("commands that a gateway does not take for an hour are listed for the operator and sent when it is back", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
  javaScriptEnabled,
}) => {
  const serial = takeCard("free")
  await buyFamilia({ page, inbox, address: freshAddress }, [serial])
  await setGateway("away", serial)
  await page.goto("/cont")
  await page.getByLabel(/Cer în mod expres/).check()
  await page.getByRole("button", { name: "Activează Familia pe „TV 1”" }).click()
  await expect(page.getByText("În curs de activare").first()).toBeVisible()
  const anHourLater = (extra: string) =>
    withDatabase(async (sql) => {
      const start = "starts_at = starts_at - interval '61 minutes'"
      const commands = `entitlement_commands where serial = '${serial}'`
      await sql.unsafe(
        `update subscriptions set ${start} where id in (select subscription_id from ${commands})`,
      )
      await sql.unsafe(`update entitlement_commands set ${start}, created_at = created_at - interval '61 minutes',
        next_attempt_at = now() ${extra} where serial = '${serial}'`)
    })
  await anHourLater("+ interval '1 hour'")
  expect((await callCron("entitlements")).status).toBe(200)
  const list = await operator("entitlements")
  expect(list).toContain(`on ${serial}`)
  await setGateway("acknowledge", serial)
  await withDatabase(
    (sql) => sql`update entitlement_commands set next_attempt_at = now() where serial = ${serial}`,
  )
  if (!javaScriptEnabled) await callCron("entitlements")
  await expect(async () => {
    if (!javaScriptEnabled) await page.reload()
    await expect(page.getByText("Activarea a pornit. Lasă decodorul pornit")).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
})

test("a replaced card passes its name and packages on to the new card", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const [old, fresh] = [takeCard("lasting"), takeCard("free")]
  await buyFamilia({ page, inbox, address: freshAddress }, [old])
  await operator("smartcards", "replace", old, fresh)
  await page.goto("/cont")
  const card = page.getByRole("region", { name: "TV 1" })
  await expect(card.getByText(printed(fresh))).toBeVisible()
  await expect(card.getByText(`până la ${asWritten(bucharestDay(173))}, apoi luna plătită`)).toBeVisible()
  await expect(card.getByText("Plătit – neactivat")).toBeVisible()
})
