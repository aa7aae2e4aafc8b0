import { readFileSync } from "node:fs"
import { request } from "node:http"
import { eq, like, or } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, outboxMails, signUps } from "@/db/schema"
import { newCustomer, password, signIn } from "./support/accounts"
import { app, environment, freshEmail, freshIp, mailsTo } from "./support/drill"
import { report, size } from "./support/size"
import { formsOf, formWith, multipart, newVisitor } from "./support/visitor"

const lone = Buffer.from([0xed, 0xa0, 0x80])
const names: Record<string, string | Buffer> = {
  "a line break and a header": "Ana\r\nBcc: toti@exemplu.ro",
  markup: "<script>alert(1)</script>",
  "an image": '<img src=x onerror="alert(1)">',
  "template braces": "{{constructor.constructor('x')()}}",
  "dollar braces": "$" + "{process.env}",
  "right-to-left marks": "Ana \u202eupsepoP",
  "a NUL": "Ana\u0000Popescu",
  "a lone surrogate": lone,
  "invalid UTF-8": Buffer.from([0x41, 0xff, 0xfe, 0xc0]),
  "10,000 letters": "A".repeat(10_000),
  "zero-width signs": "Ana\u200b\u200dPopescu",
  "an SQL quote": "'; drop table customers; --",
}

const addresses: Record<string, string | Buffer> = {
  "two addresses": "ana@exemplu.ro,toti@exemplu.ro",
  "two addresses in lines": "ana@exemplu.ro\r\nBcc: toti@exemplu.ro",
  "two at signs": "ana@toti@exemplu.ro",
  "a full-width second at": "ana＠toti@exemplu.ro",
  quotes: '"ana toti"@exemplu.ro',
  "a display name": "Ana <ana@exemplu.ro>",
  "a NUL": "ana\u0000@exemplu.ro",
  "a lone surrogate": Buffer.concat([Buffer.from("ana"), lone, Buffer.from("@exemplu.ro")]),
  "a right-to-left mark": "ana\u202e@exemplu.ro",
  "a percent path": "ana%toti.ro@exemplu.ro@exemplu.ro",
  "10,000 letters": `${"a".repeat(10_000)}@exemplu.ro`,
  "an IP": "ana@[127.0.0.1]",
  "no dot": "ana@localhost",
}

const signUp = { phone: "0722 123 456", terms: "on", password: "alte trei cuvinte noi" }

test("a hostile name or address is refused at its field, with nothing stored and nobody mailed", async () => {
  const stored = () => app.db.$count(signUps)
  const mails = () => app.db.$count(outboxMails)
  const before = [await stored(), await mails()]
  const attempts = [
    ...Object.entries(names).map(([what, fullName]) => ({
      what,
      fields: { ...signUp, fullName, email: freshEmail() },
    })),
    ...Object.entries(addresses).map(([what, email]) => ({
      what,
      fields: { ...signUp, fullName: "Ana Popescu", email },
    })),
  ]
  for (const [at, { what, fields }] of attempts.entries()) {
    const answer = await newVisitor({ ip: freshIp() }).submit("/cont-nou", { fields, server: at % 2 })
    expect(answer.status, what).toBe(200)
    expect(answer.body, what).toMatch(/aria-invalid="true"/)
    expect(answer.body, what).not.toContain("<script>alert")
    expect(answer.body, what).not.toContain("<img src=x")
  }
  expect([await stored(), await mails()]).toEqual(before)
  report("hostile text, refused", { attempts: attempts.length, stored: 0, mailed: 0 })
})

test("one address has one spelling, however it is typed, and one mail has one recipient", async () => {
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

  // A letter of another alphabet that looks the same is another address, in punycode: never the same account.
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

const residentBytes = () =>
  environment.serverPids.reduce((sum, pid) => {
    const [, kilobytes = "0"] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
    return sum + Number(kilobytes) * 1_024
  }, 0)

/** Sends a body that never says how long it is, until the server has had enough. */
function pour(path: string, megabytes: number, contentType: string): Promise<string> {
  return new Promise((resolve) => {
    const url = new URL(path, environment.appUrl)
    const outgoing = request(url, {
      method: "POST",
      headers: { "content-type": contentType, origin: environment.appUrl },
    })
    const chunk = Buffer.alloc(1_048_576, "a")
    let sent = 0
    const more = () => {
      while (sent < megabytes) {
        sent += 1
        if (!outgoing.write(chunk)) return void outgoing.once("drain", more)
      }
      outgoing.end()
    }
    outgoing.on("response", (answer) => {
      answer.resume()
      resolve(String(answer.statusCode))
    })
    outgoing.on("error", (error) => resolve(error.message))
    more()
  })
}

test("bodies that are too long are refused without being kept, and others are served meanwhile", async () => {
  const megabytes = size(20, 200)
  const page = await newVisitor().ask("/autentificare")
  const form = formWith(page.body, ["email", "password"])
  await signIn(newVisitor({ ip: freshIp() }), await newCustomer())
  const before = residentBytes()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes())
  }, 20)
  let served = 0
  const others = setInterval(async () => {
    const answer = await newVisitor()
      .ask("/cont-nou")
      .catch(() => null)
    if (answer?.status === 200) served += 1
  }, 100)

  const million = Buffer.alloc(1_000_000, "p")
  const long = await newVisitor({ ip: freshIp() }).post("/autentificare", {
    ...form,
    email: "ana@exemplu.ro",
    password: million,
  })
  expect(long.status).toBe(413)
  const told = await newVisitor({ ip: freshIp() })
    .ask("/autentificare", {
      method: "POST",
      body: Buffer.alloc(60_000_000),
      headers: { origin: environment.appUrl, "content-type": "text/plain" },
    })
    .then(({ status }) => String(status))
    .catch((error: Error) => error.message)
  expect(told).toMatch(/413|ECONNRESET|EPIPE/)
  const poured: string[] = []
  for (const path of [
    "/autentificare",
    "/cont-nou",
    "/api/account/export",
    "/api/auth/callback/credentials",
  ]) {
    for (const type of [
      "multipart/form-data; boundary=x",
      "application/json",
      "application/x-www-form-urlencoded",
    ]) {
      poured.push(`${path} ${type.split(";")[0]}: ${await pour(path, megabytes, type)}`)
    }
  }
  clearInterval(watch)
  clearInterval(others)
  expect(served).toBeGreaterThan(0)
  const grownMegabytes = Math.round((peak - before) / 1_048_576)
  report("hostile text, bodies", {
    megabytes,
    poured: poured.length,
    outcomes: [...new Set(poured)],
    grownMegabytes,
    served,
  })
  for (const outcome of poured) expect(outcome).not.toMatch(/: 2\d\d$/)
  expect(grownMegabytes).toBeLessThanOrEqual(150)
})

test("deep JSON, a thousand fields and fields within fields are answered, not served", async () => {
  const deep = Buffer.from(`${"[".repeat(40_000)}${"]".repeat(40_000)}`)
  const json = { origin: environment.appUrl, "content-type": "application/json" }
  for (const path of ["/api/auth/callback/credentials", "/api/account/export", "/autentificare"]) {
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
  const bomb = multipart({ email: multipart({ email: multipart({ email: "x" }).body }).body, password: "x" })
  const nested = await newVisitor({ ip: freshIp() }).ask("/autentificare", {
    method: "POST",
    body: bomb.body,
    headers: { origin: environment.appUrl, "content-type": bomb.contentType },
  })
  expect(nested.status).toBeLessThan(500)
})
