import { createHmac } from "node:crypto"
import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { testEnvironment } from "@/tests/support/environment"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aHolder } from "@/tests/support/factories/holders"
import { useTestApp } from "@/tests/support/test-app"
import { remindersOfToken } from "./reminders-of-token"
import { sendExpiryAlerts } from "./send-expiry-alerts"
import { turnRemindersOffByLink, turnRemindersOnByLink } from "./turn-reminders-off"
import { customerOfToken, unsubscribeToken } from "./unsubscribe-token"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const client = aClient()

test("the header and the text of a reminder have the link that turns reminders off", async () => {
  const { customer } = await aHolder(t.app, { endsAt: new Date(t.app.now().getTime() + 3 * dayMs) })
  await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  const [mail] = await t.mailbox.to(customer.email)
  const token = unsubscribeToken(t.app, customer.id)
  expect(mail?.headers).toMatchObject({
    "List-Unsubscribe": `<${t.app.mail.context.appUrl}/alerte/dezabonare/${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  })
  expect(mail?.text).toContain(`/alerte/dezabonare/${token}`)
})

test("a link that an earlier version mailed, signed with the secret itself, keeps working", async () => {
  const { id } = await aCustomer(t.app)
  const [who = "", proof = ""] = unsubscribeToken(t.app, id).split(".")
  const earlier = createHmac("sha256", testEnvironment.AUTH_SECRET)
    .update(`reminders-off:${id}`)
    .digest("base64url")
  expect(proof).not.toBe(earlier)
  expect(customerOfToken(t.app, `${who}.${earlier}`)).toBe(id)
})

test("a forged token is refused and changes nothing", async () => {
  const { id } = await aCustomer(t.app)
  const token = unsubscribeToken(t.app, id)
  const [who = "", proof = ""] = token.split(".")
  const others = unsubscribeToken(t.app, (await aCustomer(t.app)).id)
  const forged = [
    "",
    ".",
    who,
    `${who}.`,
    `${who}.${proof.slice(1)}`,
    `${who}.${proof}x`,
    `${others.split(".")[0]}.${proof}`,
    `${who}.${"ă".repeat(22)}`,
    `${token}.${proof}`,
  ]
  for (const one of forged) {
    expect(customerOfToken(t.app, one), one).toBeNull()
    for (const turn of [turnRemindersOffByLink, turnRemindersOnByLink]) {
      expect(await turn(t.app, { token: one, client })).toEqual({ ok: false, reason: "unknown" })
    }
  }
  expect(await remindersOfToken(t.app, token)).toBe("on")
})

test("the link turns reminders off without signing in; repeating it changes nothing", async () => {
  const { id } = await aCustomer(t.app)
  const token = unsubscribeToken(t.app, id)
  expect(await remindersOfToken(t.app, token)).toBe("on")
  for (let time = 0; time < 3; time += 1) {
    expect((await turnRemindersOffByLink(t.app, { token, client })).ok).toBe(true)
  }
  expect(await remindersOfToken(t.app, token)).toBe("off")
  expect(await t.db.$count(auditEvents, eq(auditEvents.customerId, id))).toBe(1)
  await t.db.delete(customers).where(eq(customers.id, id))
  expect(await remindersOfToken(t.app, token)).toBe("unknown")
})

test("the same link turns them on again; each change is recorded once", async () => {
  const { id } = await aCustomer(t.app)
  const token = unsubscribeToken(t.app, id)
  await turnRemindersOffByLink(t.app, { token, client })
  for (let time = 0; time < 2; time += 1) {
    expect((await turnRemindersOnByLink(t.app, { token, client })).ok).toBe(true)
  }
  expect(await remindersOfToken(t.app, token)).toBe("on")
  expect(await t.db.$count(auditEvents, eq(auditEvents.customerId, id))).toBe(2)
})
