import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens, signUps } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { hourMs, linkIntervalMinutes, minuteMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, known, password } from "@/tests/support/accounts"
import { aBrowser, aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { inspectActivation } from "./inspect-activation"
import { resendActivation } from "./resend-activation"

const t = useTestApp()
const { browser, signUp, activationToken, mailsTo } = accountHelpers(t)

/** The link of the newest mail, with the name that its page shows. */
async function newestLink(email: EmailAddress) {
  const token = await activationToken(email)
  const link = await inspectActivation(t.app, { token, client: aClient() })
  return { token, name: link.state === "valid" && link.signUp.fullName }
}
const stateOf = async (token: string) => (await inspectActivation(t.app, { token, client: aClient() })).state

test("of links that the browser of a sign-up requests at once, only one stays valid", async () => {
  for (let round = 0; round < 20; round += 1) {
    const email = await signUp()
    const request = () => resendActivation(t.app, { email, client: { ...browser, ip: `203.0.113.${round}` } })
    await Promise.all([request(), request()])
    const id = known((await t.db.select().from(signUps).where(eq(signUps.email, email)))[0]?.id)
    const ofSignUp = eq(oneTimeTokens.signUpId, id)
    expect(await t.db.$count(oneTimeTokens, ofSignUp)).toBe(2)
    expect(await t.db.$count(oneTimeTokens, and(ofSignUp, isNull(oneTimeTokens.voidedAt)))).toBe(1)
  }
})

test("a stranger who only knows the address voids no link by asking for another one", async () => {
  const email = await signUp()
  const first = await newestLink(email)
  await resendActivation(t.app, { email, client: aClient() })
  const second = await newestLink(email)
  expect(second.token).not.toBe(first.token)
  expect([await stateOf(first.token), await stateOf(second.token)]).toEqual(["valid", "valid"])
})

test("the browser of a sign-up gets a link of that sign-up, also when a stranger signed up later", async () => {
  const email = await signUp()
  const mine = await newestLink(email)
  await signUp({ email, name: "Un Strain", from: aBrowser() })
  const theirs = await newestLink(email)
  await resendActivation(t.app, { email, client: browser })
  const renewed = await newestLink(email)
  expect([mine.name, theirs.name, renewed.name]).toEqual(["Ana Popescu", "Un Strain", "Ana Popescu"])
  expect([await stateOf(mine.token), await stateOf(theirs.token)]).toEqual(["void", "valid"])
})

test("the password of a sign-up gets a link of that sign-up in any browser, also when strangers signed up before and after", async () => {
  const email = await signUp({ name: "Primul Strain", chosen: "parola străinului", from: aBrowser() })
  await signUp({ email })
  const mine = await newestLink(email)
  await signUp({ email, name: "Alt Strain", chosen: "altă parolă străină", from: aBrowser() })
  const theirs = await newestLink(email)
  t.clock.advance(hourMs)
  const wrong = { ok: false, reason: "wrong" }
  expect(await authenticate(t.app, { email, password, client: aClient() })).toEqual(wrong)
  expect((await newestLink(email)).name).toBe("Ana Popescu")
  expect([await stateOf(mine.token), await stateOf(theirs.token)]).toEqual(["void", "valid"])

  t.clock.advance(linkIntervalMinutes * minuteMs)
  const theirAttempt = { email, password: "parola străinului", client: aClient() }
  expect(await authenticate(t.app, theirAttempt)).toEqual(wrong)
  expect((await newestLink(email)).name).toBe("Primul Strain")
  const mails = (await mailsTo(email)).length
  expect(await authenticate(t.app, { ...theirAttempt, password: "a nimănui" })).toEqual(wrong)
  expect(await mailsTo(email)).toHaveLength(mails)
})

test("a link is sent again at most every 20 minutes, for all spellings of a mailbox, with one answer", async () => {
  const email = await signUp()
  const other = await signUp({ email: known(parseEmailAddress(email.replace("@", "+x@"))) })
  for (let asked = 0; asked < 10; asked += 1)
    for (const one of [email, other])
      expect(await resendActivation(t.app, { email: one, client: aClient() })).toMatchObject({ ok: true })
  expect((await mailsTo(email)).length + (await mailsTo(other)).length).toBe(3)
  t.clock.advance(linkIntervalMinutes * minuteMs)
  await resendActivation(t.app, { email, client: aClient() })
  expect(await mailsTo(email)).toHaveLength(3)
})

test("strangers who ask for links all day keep no sign-up's browser from its link", async () => {
  const email = await signUp()
  await signUp({ email, name: "Un Strain", from: aBrowser() })
  const stranger = { email, client: aClient() }
  for (let minute = 0; minute < 24 * 60; minute += linkIntervalMinutes) {
    await resendActivation(t.app, stranger)
    if (minute % (8 * 60) === 0) {
      await resendActivation(t.app, { email, client: browser })
      expect((await newestLink(email)).name, `after ${minute} minutes`).toBe("Ana Popescu")
    }
    t.clock.advance(linkIntervalMinutes * minuteMs)
  }
})

test("a sign-up's browser gets three links soon and then one in eight hours", async () => {
  const email = await signUp()
  const ask = () => resendActivation(t.app, { email, client: browser })
  for (let asked = 0; asked < 3 * 24; asked += 1) {
    await ask()
    t.clock.advance(linkIntervalMinutes * minuteMs)
  }
  // The sign-up's own, three, and one after each of 8 and 16 hours.
  expect(await mailsTo(email)).toHaveLength(1 + 3 + 2)
})
