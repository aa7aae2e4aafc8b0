import { expect, test } from "vitest"
import { sampleContext } from "@/tests/samples/mails"
import { renderMail } from "./render-mail"
import { storedContent } from "./stored-content"

const render = async (kind: string, props: unknown) => {
  const content = storedContent({ kind, props })
  return content && renderMail(content, "ana@exemplu.ro", sampleContext)
}

test("a reminder stored without links for activation and unsubscribing renders without them", async () => {
  const familia = { packageName: "Familia", smartcardLabel: "", lastFour: "7890", lastDay: "2026-11-26" }
  const packages = [{ ...familia, daysLeft: 3, priceBani: 4_400, hasReady: true, renewPath: null }]
  const mail = await render("expiry-alert", { fullName: "Ana Popescu", packages })
  expect(mail?.text).toContain("Ai deja unul plătit")
  expect(mail?.text).not.toMatch(/undefined|null|dezabonare/)
  expect(mail?.headers).toBeUndefined()
})

test("a paid order stored without activation paths and invoice ids leads to the order", async () => {
  const items = [{ packageName: "Familia", months: 1, cardName: "TV", priceBani: 4_400 }]
  const order = { orderId: "0197-1", number: 100_001, totalBani: 4_400, invoice: "FS 12" }
  const mail = await render("order-paid", { fullName: "Ana Popescu", ...order, items })
  expect(mail?.text).toContain("https://contul.exemplu.ro/cont/comenzi/0197-1")
  expect(mail?.text).not.toMatch(/undefined|null/)
})

test("an activation mail stored without the phone renders without it", async () => {
  const mail = await render("activation", { fullName: "Ana Popescu", token: "secret" })
  expect(mail?.text).toContain("Contul a fost cerut pentru Ana Popescu.")
  expect(mail?.text).not.toMatch(/undefined|null/)
})

test("a notice of a new password stored without the calendar says nothing of it", async () => {
  const changedAt = "2026-11-23T12:05:00.000Z"
  const mail = await render("password-changed", { fullName: "Ana Popescu", changedAt, everywhere: true })
  expect(mail?.text).not.toMatch(/calendar|undefined/i)
})

test("an unknown kind has no content", () => {
  expect(storedContent({ kind: "of-a-later-version", props: {} })).toBeNull()
})
