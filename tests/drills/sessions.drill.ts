import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { sessions } from "@/db/schema"
import { aResetLink } from "@/tests/support/factories/one-time-links"
import { newCustomer, newSignedInCustomer, password, signIn } from "./support/accounts"
import { app, environment, freshIp } from "./support/drill"
import { report, size } from "./support/size"
import { formOfButton, newVisitor, type Visitor } from "./support/visitor"

const rounds = size(1, 20)
const cookieName = "focus-sat"

/** Does a cookie still open pages, payloads of client navigation and data? Both processes must agree. */
async function opens(cookies: Record<string, string>): Promise<boolean> {
  const answers: boolean[] = []
  for (const server of environment.servers.keys()) {
    const visitor = newVisitor({ cookies })
    const page = await visitor.ask("/cont", { server })
    answers.push(page.status === 200)
    answers.push((await payloadOf(visitor, "/cont/setari", server)).includes("Unde ești conectat"))
    answers.push((await visitor.ask("/api/account/overview", { server })).status === 200)
  }
  expect(new Set(answers).size, `all answers agree: ${answers}`).toBe(1)
  return answers[0] ?? false
}

/** What client navigation reads. Next redirects once, to an address that depends on the request headers. */
async function payloadOf(visitor: Visitor, path: string, server: number): Promise<string> {
  const headers = { rsc: "1" }
  const first = await visitor.ask(`${path}?_rsc=1`, { server, headers })
  if (!first.location.includes("_rsc")) return first.body
  return (await visitor.ask(first.location.replace(/^https?:\/\/[^/]+/, ""), { server, headers })).body
}

const sessionCookie = (visitor: Visitor) => ({ [cookieName]: visitor.cookiesNow()[cookieName] ?? "" })

async function signedIn() {
  const customer = await newSignedInCustomer()
  const stolen = sessionCookie(customer.visitor)
  expect(await opens(stolen)).toBe(true)
  return { ...customer, stolen }
}

const endings: Record<string, (who: Awaited<ReturnType<typeof signedIn>>) => Promise<void>> = {
  "signing out": async ({ visitor }) => {
    expect((await visitor.submit("/cont", { fields: {} })).status).toBe(303)
  },
  "a reset": async ({ id, email }) => {
    const { token } = await aResetLink(app, { id, email })
    const fields = { token, password: "alta și mai lungă parolă" }
    expect((await newVisitor().submit(`/parola-noua/${token}`, { fields })).location).toMatch(
      /parola-schimbata$/,
    )
  },
  "closing the account": async ({ visitor, email }) => {
    const page = await visitor.ask("/cont/setari/inchidere")
    const answer = await visitor.post("/cont/setari/inchidere", closingForm(page.body))
    expect(answer.location).toMatch(/cont-inchis$/)
    expect((await signIn(newVisitor({ ip: freshIp() }), { email })).status).toBe(200)
  },
  "ending it from another device": async ({ email }) => {
    const other = newVisitor({ ip: freshIp() })
    await signIn(other, { email })
    const path = "/cont/setari/conectari"
    const answer = await other.post(path, endingForm((await other.ask(path)).body))
    expect(await other.shownAfter(answer)).toContain("Toate celelalte dispozitive au fost deconectate.")
    expect(await opens(sessionCookie(other)), "the other device itself").toBe(true)
  },
}

const closingForm = (html: string) => ({
  ...formOfButton(html, "Închide contul definitiv"),
  currentPassword: password,
})
const endingForm = (html: string) => formOfButton(html, "Deconectează toate celelalte")

for (const [ending, end] of Object.entries(endings)) {
  test(`after ${ending} a copy of the cookie opens nothing, in both processes`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const who = await signedIn()
      await end(who)
      expect(await opens(who.stolen)).toBe(false)
    }
    report(`sessions, ${ending}`, { rounds, replaysThatOpened: 0 })
  })
}

test("signing in over a planted session cookie makes a new session", async () => {
  const attacker = await newSignedInCustomer()
  const { email } = await newCustomer()
  for (const planted of [
    sessionCookie(attacker.visitor)[cookieName] ?? "",
    "aleasa-de-atacator",
    "a".repeat(5_000),
  ]) {
    const victim = newVisitor({ ip: freshIp(), cookies: { [cookieName]: planted } })
    expect((await signIn(victim, { email })).status).toBe(303)
    expect(sessionCookie(victim)[cookieName]).not.toBe(planted)
    const page = await newVisitor({ cookies: { [cookieName]: planted } }).ask("/cont/setari")
    expect(page.body).not.toContain(email)
  }
  expect(await opens(sessionCookie(attacker.visitor)), "the planted session has ended").toBe(false)
})

test("scripts and other sites cannot read the cookie, and the database does not hold its key", async () => {
  const customer = await newCustomer()
  const visitor = newVisitor({ ip: freshIp() })
  const answer = await signIn(visitor, customer)
  const cookie = (answer.headers["set-cookie"] ?? []).find((one) => one.startsWith(`${cookieName}=`)) ?? ""
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=lax/i)
  expect(cookie).toMatch(/Path=\//i)
  expect(cookie).not.toMatch(/Domain=/i)
  const rows = await app.db.select().from(sessions).where(eq(sessions.customerId, customer.id))
  expect(JSON.stringify(rows)).not.toContain(sessionCookie(visitor)[cookieName])
})
