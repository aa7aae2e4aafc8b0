import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { signUps } from "@/db/schema"
import { emailAddress } from "@/tests/support/factories/customers"
import { newSignedInCustomer, password, signIn } from "./support/accounts"
import { play, wanted } from "./support/claim-story"
import { app, freshEmail, freshIp, mailsTo } from "./support/drill"
import { isFull, report } from "./support/size"
import { allStepOrders } from "./support/step-orders"
import { formOfButton, formWith, newVisitor, type Visitor } from "./support/visitor"

/** In the small form every so many-th: in some a stranger signs up between my sign-up and my click. */
const every = isFull ? 1 : 45
const atOnce = 6

test("in every order of a stranger's steps and mine, the account that I confirm is mine alone", async () => {
  const interleavings = allStepOrders().filter((_, at) => at % every === 0)
  const left = [...interleavings]
  const broken: unknown[] = []
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const outcome = await play(next).catch((error: Error) => error.message)
      if (JSON.stringify(outcome) !== JSON.stringify(wantedIn(outcome))) broken.push({ ...next, outcome })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  report("claims, interleavings", { played: interleavings.length, broken: broken.length })
  expect(broken).toEqual([])
})

/** The wanted outcome, its keys in the order of what was seen. */
const wantedIn = (outcome: unknown) =>
  Object.fromEntries(Object.keys(Object(outcome)).map((key) => [key, wanted[key as keyof typeof wanted]]))

const devices = "/cont/setari/conectari"
const newPassword = "alta și mai lungă parolă"

/** What a customer does with the password, or to be alone in the account. */
const confirmations: Record<string, (visitor: Visitor) => Promise<string>> = {
  "a changed password": (visitor) =>
    submitSetting(visitor, "/cont/setari/parola", { currentPassword: password, newPassword }),
  "a request to change the address": (visitor) =>
    submitSetting(visitor, "/cont/setari/email", { currentPassword: password, email: freshEmail() }),
  "ending all other sessions": async (visitor) => {
    const page = await visitor.ask(devices)
    const form = formOfButton(page.body, "Deconectează toate celelalte")
    return visitor.shownAfter(await visitor.post(devices, form))
  },
}

async function submitSetting(visitor: Visitor, path: string, fields: Record<string, string>) {
  const form = formWith((await visitor.ask(path)).body, Object.keys(fields))
  return visitor.shownAfter(await visitor.post(path, { ...form, ...fields }))
}

for (const [what, confirm] of Object.entries(confirmations)) {
  test(`after ${what} copied cookies open nothing and are no known device; the owner stays in`, async () => {
    const { visitor, email } = await newSignedInCustomer()
    // A second session, so that the page offers to end it.
    await signIn(newVisitor({ ip: freshIp() }), { email })
    const copy = newVisitor({ ip: freshIp(), cookies: visitor.cookiesNow() })
    expect(await isIn(copy)).toBe(true)
    expect(await confirm(visitor)).toMatch(/Parola a fost schimbată|Ți-am trimis un link|au fost deconectate/)
    expect([await isIn(copy), await isIn(visitor)]).toEqual([false, true])
    const known = what === "a changed password" ? newPassword : password
    await signIn(copy, { email, password: known })
    await expect.poll(async () => (await newSignInMails(email)).length).toBe(2)
  })
}

const isIn = async (visitor: Visitor) => (await visitor.ask("/cont")).status === 200
const newSignInMails = async (email: string) =>
  (await mailsTo(email, 0)).filter(({ subject }) => /dispozitiv nou/.test(subject))

test("a device whose session the owner ended is mailed at its next sign-in", async () => {
  const { visitor, email } = await newSignedInCustomer()
  const thief = newVisitor({ ip: freshIp() })
  await signIn(thief, { email })
  await expect.poll(async () => (await newSignInMails(email)).length).toBe(1)
  const page = await visitor.ask(devices)
  const ended = await visitor.post(devices, formOfButton(page.body, "Deconectează<span"))
  expect(await visitor.shownAfter(ended)).toContain("Dispozitivul a fost deconectat.")
  expect([await isIn(thief), await isIn(visitor)]).toEqual([false, true])
  await signIn(thief, { email })
  await expect.poll(async () => (await newSignInMails(email)).length).toBe(2)
  report("claims, an ended device", { mailedSignIns: 2 })
})

test("scripts and other sites cannot read the key of a sign-up, and the database does not hold it", async () => {
  const visitor = newVisitor({ ip: freshIp() })
  const email = freshEmail()
  const fields = { email, fullName: "Ana Popescu", phone: "0722 123 456", password, terms: "on" }
  const answer = await visitor.submit("/cont-nou", { fields })
  const cookie = (answer.headers["set-cookie"] ?? []).find((one) => one.startsWith("focus-sat-cerere=")) ?? ""
  for (const attribute of [/HttpOnly/i, /SameSite=lax/i, /Path=\//i]) expect(cookie).toMatch(attribute)
  expect(cookie).not.toMatch(/Domain=/i)
  const key = visitor.cookiesNow()["focus-sat-cerere"] ?? ""
  expect(key).toMatch(/^[\w-]{43}$/)
  const rows = await app.db
    .select()
    .from(signUps)
    .where(eq(signUps.email, emailAddress(email)))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(key)
})
