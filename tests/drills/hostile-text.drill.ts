import { eq, like, or } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, outboxMails, signUps } from "@/db/schema"
import { newCustomer, password, signIn } from "./support/accounts"
import { app, environment, freshEmail, freshIp, mailsTo } from "./support/drill"
import { sendEndlessBody, watchServerMemory } from "./support/endless-body"
import { expectInert } from "./support/expect-inert"
import { hostileAddresses, hostileNames } from "./support/hostile-values"
import { report, size } from "./support/size"
import { formsOf, formWith, multipart, newVisitor } from "./support/visitor"

const signUp = { phone: "0722 123 456", terms: "on", password: "alte trei cuvinte noi" }

test("a hostile name or address is refused at its field; nothing is stored and no mail is sent", async () => {
  const stored = () => app.db.$count(signUps)
  const mails = () => app.db.$count(outboxMails)
  const before = [await stored(), await mails()]
  const attempts = [
    ...Object.entries(hostileNames).map(([what, fullName]) => ({
      what,
      fields: { ...signUp, fullName, email: freshEmail() },
    })),
    ...Object.entries(hostileAddresses).map(([what, email]) => ({
      what,
      fields: { ...signUp, fullName: "Ana Popescu", email },
    })),
  ]
  for (const [at, { what, fields }] of attempts.entries()) {
    const answer = await newVisitor({ ip: freshIp() }).submit("/cont-nou", { fields, server: at % 2 })
    expect(answer.status, what).toBe(200)
    expect(answer.body, what).toMatch(/aria-invalid="true"/)
    expectInert(answer, what)
  }
  expect([await stored(), await mails()]).toEqual(before)
  report("hostile text, refused", { attempts: attempts.length, stored: 0, mailed: 0 })
})

test("every spelling of an address is stored as one, and each mail has one recipient", async () => {
  const email = freshEmail()
  const spellings = [email.toUpperCase(), ` ${email} `, email.replace("@", "＠")]
  for (const typed of spellings) {
    const fields = { ...signUp, fullName: "Ana Popescu", email: typed }
    const answer = await newVisitor({ ip: freshIp() }).submit("/cont-nou", { fields })
    expect(answer.status, typed).toBe(303)
  }
  const rows = await app.db
    .select()
    .from(signUps)
    .where(like(signUps.email, `%${email.slice(0, 20)}%`))
  expect(new Set(rows.map((row) => row.email))).toEqual(new Set([email]))
  for (const mail of await mailsTo(email)) expect(mail.to).toEqual([email])
})

test("a Cyrillic letter that looks like a Latin one makes another address, stored in punycode", async () => {
  const { email: latin } = await newCustomer()
  const cyrillic = latin.replace("exemplu", "ex\u0435mplu")
  await newVisitor({ ip: freshIp() }).submit("/cont-nou", {
    fields: { ...signUp, fullName: "Ana Popescu", email: cyrillic },
  })
  const other = await app.db
    .select()
    .from(signUps)
    .where(like(signUps.email, `${latin.split("@")[0]}@xn--%`))
  expect(other).toHaveLength(1)
  expect(await app.db.$count(customers, or(eq(customers.email, latin)))).toBe(1)
})

const endlessPaths = ["/autentificare", "/cont-nou", "/api/account/export", "/api/webhooks/resend"]
const endlessTypes = [
  "multipart/form-data; boundary=x",
  "application/json",
  "application/x-www-form-urlencoded",
]

test("bodies that are too long are refused without being kept, and others are served meanwhile", async () => {
  const megabytes = size(20, 200)
  const page = await newVisitor().ask("/autentificare")
  const form = formWith(page.body, ["email", "password"])
  await signIn(newVisitor({ ip: freshIp() }), await newCustomer())
  const memory = watchServerMemory()
  const others = keepAsking("/cont-nou")

  await expectLongFieldRefused(form)
  await expectLongBodyRefused()
  const outcomes: string[] = []
  for (const path of endlessPaths) {
    for (const type of endlessTypes)
      outcomes.push(`${path} ${type.split(";")[0]}: ${await sendEndlessBody(path, megabytes, type)}`)
  }
  const { grownMegabytes } = memory.stop()
  const { served } = others.stop()
  expect(served).toBeGreaterThan(0)
  report("hostile text, bodies", {
    megabytes,
    sent: outcomes.length,
    outcomes: [...new Set(outcomes)],
    grownMegabytes,
    served,
  })
  for (const outcome of outcomes) expect(outcome).toMatch(/: (?:4\d\d|.*(?:ECONNRESET|EPIPE).*)$/)
  expect(grownMegabytes).toBeLessThanOrEqual(150)
})

/** Opens a page ten times a second; `stop` returns how often it was answered with 200. */
function keepAsking(path: string) {
  let served = 0
  const timer = setInterval(async () => {
    const answer = await newVisitor()
      .ask(path)
      .catch(() => null)
    if (answer?.status === 200) served += 1
  }, 100)
  return {
    stop() {
      clearInterval(timer)
      return { served }
    },
  }
}

async function expectLongFieldRefused(form: Record<string, string>) {
  const million = Buffer.alloc(1_000_000, "p")
  const fields = { ...form, email: "ana@exemplu.ro", password: million }
  const answer = await newVisitor({ ip: freshIp() }).post("/autentificare", fields)
  expect(answer.status).toBe(413)
}

/** The server answers 413, or closes the connection while the body is still being sent. */
async function expectLongBodyRefused() {
  const outcome = await newVisitor({ ip: freshIp() })
    .ask("/autentificare", {
      method: "POST",
      body: Buffer.alloc(60_000_000),
      headers: { origin: environment.appUrl, "content-type": "text/plain" },
    })
    .then(({ status }) => String(status))
    .catch((error: Error) => error.message)
  expect(outcome).toMatch(/413|ECONNRESET|EPIPE/)
}

test("deep JSON, six hundred extra fields and nested multipart bodies are refused without a server error", async () => {
  const deep = Buffer.from(`${"[".repeat(40_000)}${"]".repeat(40_000)}`)
  const json = { origin: environment.appUrl, "content-type": "application/json" }
  for (const path of ["/api/webhooks/resend", "/api/account/export", "/autentificare"]) {
    const answer = await newVisitor({ ip: freshIp() }).ask(path, {
      method: "POST",
      body: deep,
      headers: json,
    })
    expect(answer.status, path).toBeLessThan(500)
  }
  const page = await newVisitor().ask("/autentificare")
  const [form = {}] = formsOf(page.body).filter((fields) => "password" in fields)
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`camp${at}`, "x"]))
  const answer = await newVisitor({ ip: freshIp() }).post("/autentificare", {
    ...form,
    ...many,
    email: "ana@exemplu.ro",
    password,
  })
  expect(answer.body).toContain("nu sunt corecte")
  const innermost = multipart({ email: "x" }).body
  const nested = multipart({ email: multipart({ email: innermost }).body, password: "x" })
  const nestedAnswer = await newVisitor({ ip: freshIp() }).ask("/autentificare", {
    method: "POST",
    body: nested.body,
    headers: { origin: environment.appUrl, "content-type": nested.contentType },
  })
  expect(nestedAnswer.status).toBeLessThan(500)
})
