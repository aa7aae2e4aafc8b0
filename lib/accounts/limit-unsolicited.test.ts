import { expect, test, vi } from "vitest"
import { rateLimits } from "@/db/schema"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { parseFullName } from "@/lib/domain/people/full-name"
import { parsePhone } from "@/lib/domain/people/phone"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { log } from "@/lib/runtime/log"
import { accountHelpers, freshAddress, known, password, tooMany } from "@/tests/support/accounts"
import { aBrowser, aClient } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { register } from "./register"
import { requestEmailChange } from "./request-email-change"
import { requestPasswordReset } from "./request-password-reset"
import { resendActivation } from "./resend-activation"

const t = useTestApp()
const { signUp, subjectsTo, mailsTo, renewing, signedIn } = accountHelpers(t)
const small = { ...t.app, unsolicitedMailsPerHour: 40 }

const address = (typed: string) => known(parseEmailAddress(typed))
function signUpAt(app: App, email: EmailAddress, ip: string | null = null) {
  const browser = aBrowser(ip)
  const [fullName, phone] = [known(parseFullName("Ana Popescu")), known(parsePhone("0722123456"))]
  const typed = { email, password, fullName, phone, marketing: false, campaign: {} }
  return register(app, { ...typed, client: browser, keyHash: browser.keyHash })
}

test("a mailbox gets three mails of sign-ups an hour, and three at spellings with a plus; no sign-up is refused", async () => {
  const plain = ["ana.pop@gmail.com", "anapop@gmail.com", "a.na.pop@googlemail.com", "an.apop@gmail.com"]
  const plus = [1, 2, 3, 4].map((at) => `anapop+${at}@gmail.com`)
  for (const one of [...plus, ...plain]) expect((await signUpAt(t.app, address(one))).ok).toBe(true)
  const mailed = async () =>
    Promise.all([...plus, ...plain].map(async (one) => (await mailsTo(address(one))).length))
  expect(await mailed()).toEqual([1, 1, 1, 0, 1, 1, 1, 0])
  t.clock.advance(hourMs)
  await signUpAt(t.app, address("an.apop@gmail.com"))
  expect(await mailed()).toEqual([1, 1, 1, 0, 1, 1, 1, 1])
})

test("a sign-up that was not mailed gets no mail by asking again before the mailbox may have one", async () => {
  const email = freshAddress()
  for (let at = 0; at < 4; at += 1) await signUpAt(t.app, email)
  const mine = aBrowser()
  await signUp({ email, from: mine })
  const ask = () => resendActivation(t.app, { email, client: mine })
  for (let at = 0; at < 5; at += 1) await ask()
  expect(await mailsTo(email)).toHaveLength(3)
  t.clock.advance(hourMs)
  await ask()
  expect(await mailsTo(email)).toHaveLength(4)
})

test("the wider networks of an IPv6 client have limits of their own", async () => {
  let sent = 0
  for (let at = 0; at < 100; at += 1) {
    const ip = `2001:db8:7:${(at * 256).toString(16)}::1`
    if ((await signUpAt(t.app, freshAddress(), ip)).ok) sent += 1
  }
  expect(sent).toBe(80)
})

test("past the budget of all, sign-up, resend and e-mail change say so and lose nothing; a customer's reset is sent", async () => {
  const waiting = await signUp()
  const { customer, session } = await signedIn()
  await t.db.delete(rateLimits)
  const flood = await Promise.all(Array.from({ length: 30 }, () => signUpAt(small, freshAddress())))
  expect(flood.filter(({ ok }) => ok)).toHaveLength(10)
  const paused = { ok: false, reason: "mails-paused" }
  const mine = freshAddress()
  expect(await signUpAt(small, mine)).toEqual(paused)
  for (const email of [waiting, customer.email, freshAddress()])
    expect(await resendActivation(small, { email, client: aClient() })).toEqual(paused)
  const change = { ...(await renewing(session)), password, newEmail: freshAddress() }
  expect(await requestEmailChange(small, change)).toEqual(paused)
  await requestPasswordReset(small, customer.email)
  expect(await subjectsTo(customer.email)).toEqual(["Linkul de resetare a parolei"])
  // A refusal counted at no limit, and one mail is free again every two minutes.
  t.clock.advance(2 * minuteMs)
  expect((await signUpAt(small, mine)).ok).toBe(true)
  expect(await mailsTo(mine)).toHaveLength(1)
})

test("half of that budget is in the log, once an hour", async () => {
  const warn = vi.spyOn(log, "warn")
  for (let at = 0; at < 4; at += 1) await signUpAt(small, freshAddress())
  expect(warn).not.toHaveBeenCalled()
  for (let at = 0; at < 5; at += 1) await signUpAt(small, freshAddress())
  expect(warn.mock.calls).toEqual([
    [{ budget: "unsolicited-mails", spentPercent: 50 }, "half of a budget is spent"],
  ])
})

test("strangers' new accounts that ask for my new address delay no customer of a week", async () => {
  const newEmail = freshAddress()
  const ask = async (session: Awaited<ReturnType<typeof signedIn>>["session"]) =>
    requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
  const { customer } = await signedIn()
  t.clock.advance(8 * dayMs)
  const answers = []
  for (let at = 0; at < 4; at += 1) answers.push(await ask((await signedIn()).session))
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false])
  expect((await ask(await aSession(t.app, { customerId: customer.id }))).ok).toBe(true)
})

test("one customer can ask for five new addresses a day", async () => {
  const { session } = await signedIn()
  const { id, customerId } = session
  const answers = []
  for (let asked = 0; asked < 6; asked += 1) {
    const change = { ...(await renewing({ id, customerId })), password, newEmail: freshAddress() }
    answers.push(await requestEmailChange(t.app, change))
  }
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
  expect(answers.at(-1)).toEqual(tooMany(24 * 3_600))
})
