import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { anActivationLink, aResetLink } from "@/tests/support/factories/one-time-links"
import { newCustomer, newSignedInCustomer, password, signIn } from "./support/accounts"
import { app, environment, freshIp, mailsTo } from "./support/drill"
import { aFamiliaOrder, aReadyFamilia } from "./support/familia-orders"
import { report } from "./support/size"
import { formsOf, newVisitor } from "./support/visitor"

const evil = "https://evil.example"
const foreign: Record<string, Record<string, string>> = {
  "another site": { origin: evil },
  "another site, with a forwarded host to match": {
    origin: evil,
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  },
  "another site, with a host to match": { origin: evil, host: "evil.example" },
  "a null origin": { origin: "null" },
  "a null origin that says same-origin": { origin: "null", "sec-fetch-site": "same-origin" },
  "an empty origin": { origin: "" },
  "no origin from another site": { origin: "-", "sec-fetch-site": "cross-site" },
  "no origin from a sibling": { origin: "-", "sec-fetch-site": "same-site" },
  "no origin and no word about it": { origin: "-" },
  "another port": { origin: "http://localhost:1" },
  "another scheme": { origin: environment.appUrl.replace("http:", "https:") },
}

/** Every row of every table that a form may change, as one fingerprint. Of mails only which there are: they are being sent. */
async function fingerprint(): Promise<string> {
  const accounts = ["customers", "sign_ups", "one_time_tokens", "sessions", "smartcard_links"]
  const orders = ["billing_profiles", "checkout_drafts", "orders", "subscriptions", "withdrawals", "payments"]
  const tables = [...accounts, ...orders]
  const sums = tables.map((table) => {
    const name = sql.identifier(table)
    return sql`(select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from ${name} t)`
  })
  const mails = sql`(select coalesce(md5(string_agg(id::text, '' order by id)), '') from outbox_mails)`
  const all = sql.join([...sums, mails], sql`, `)
  const [row] = await app.db.execute<{ all: string }>(sql`select concat_ws(':', ${all}) as all`)
  return row?.all ?? ""
}

/** What would do something, were it sent by our own page. */
const filled = {
  email: "strain@exemplu.ro",
  fullName: "Străin Străinescu",
  phone: "0733 000 000",
  password: "o parolă de la străini",
  newPassword: "o parolă de la străini",
  currentPassword: password,
  terms: "on",
  reminders: "",
  serial: "02000000001",
  label: "al străinului",
}

test("no form of any page does anything for another site", async () => {
  const { id, visitor } = await newSignedInCustomer()
  const paid = await aReadyFamilia(id)
  const unpaid = await aFamiliaOrder(id)
  const [{ token: activation }, { token: reset }] = [await anActivationLink(app), await aResetLink(app)]
  const pages = [
    "/cont-nou",
    "/verifica-email",
    "/autentificare",
    "/parola-uitata",
    `/activare/${activation}`,
    `/parola-noua/${reset}`,
    "/cont",
    "/cont/smartcarduri",
    "/cont/setari",
    "/cont/date-facturare",
    "/cont/comanda",
    `/cont/comenzi/${unpaid.orderId}`,
    `/cont/activare/${paid.subscriptionId}`,
    `/cont/facturi/${paid.invoiceId}`,
    `/cont/retragere/${paid.orderId}/confirmare?linie=${paid.lineId}`,
  ]
  let [forms, posts] = [0, 0]
  for (const path of pages) {
    const page = await visitor.ask(path)
    expect(page.status, path).toBe(200)
    const actions = formsOf(page.body).filter((fields) =>
      Object.keys(fields).some((name) => name.startsWith("$ACTION")),
    )
    forms += actions.length
    for (const form of actions) {
      const names = Object.keys(form).filter((name) => name in filled)
      const typed = Object.fromEntries(names.map((name) => [name, filled[name as keyof typeof filled]]))
      for (const [what, headers] of Object.entries(foreign)) {
        const before = await fingerprint()
        const answer = await visitor.post(path, { ...form, ...typed }, { headers: withoutDash(headers) })
        posts += 1
        expect(answer.location, `${what} at ${path}`).not.toMatch(/evil/)
        expect(await fingerprint(), `${what} at ${path}: ${names}`).toBe(before)
      }
    }
  }
  expect(forms).toBeGreaterThanOrEqual(25)
  expect((await visitor.ask("/cont")).status).toBe(200)
  report("cross-site, actions", { pages: pages.length, forms, posts, thatChangedARow: 0 })
})

/** "-": the header is not sent at all. */
const withoutDash = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value === "-" ? "" : value]))

test("no route that changes state does anything for another site", async () => {
  const { visitor } = await newSignedInCustomer()
  for (const [what, headers] of Object.entries(foreign)) {
    const answer = await visitor.post("/api/account/export", {}, { headers: withoutDash(headers) })
    expect(answer.status, what).toBe(403)
    const out = await visitor.post(
      "/api/auth/signout",
      { csrfToken: "ghicit" },
      { headers: withoutDash(headers) },
    )
    expect(out.status, what).toBeLessThan(500)
    expect((await visitor.ask("/cont")).status, what).toBe(200)
  }
  expect((await visitor.post("/api/account/export", {})).status).toBe(200)
})

const callbacks = [
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "https://evil.example",
  "HTTPS://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "http:///evil.example",
  "//evil.example/cont",
  "//localhost@evil.example",
  "/cont@evil.example/../..//evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "%2f%2fevil.example",
  "/%2f/evil.example",
  "/%5cevil.example",
  "/%09/evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/cont/..//evil.example",
  "/./\\evil.example",
  "//evil.example%00.focussat.example",
  "/cont\r\nLocation: https://evil.example",
  "?inapoi=//evil.example",
  "",
  "a".repeat(5_000),
]

test("after signing in nobody is led to another site", async () => {
  const { email } = await newCustomer()
  for (const [at, callback] of callbacks.entries()) {
    const path = `/autentificare?inapoi=${encodeURIComponent(callback)}`
    const answer = await newVisitor({ ip: freshIp() }).submit(path, {
      fields: { email, password },
      server: at % 2,
    })
    expect(answer.status, callback).toBe(303)
    const led = new URL(answer.location, environment.appUrl)
    expect(led.origin, callback).toBe(environment.appUrl)
    expect(answer.location, callback).toMatch(/^(http:\/\/localhost:\d+)?\/(?![/\\])/)
  }
  const { email: other } = await newCustomer()
  const kept = await newVisitor({ ip: freshIp() }).submit("/autentificare?inapoi=%2Fcont%2Fsetari", {
    fields: { email: other, password },
  })
  expect(kept.location).toMatch(/\/cont\/setari$/)
  report("cross-site, callbacks", { cases: callbacks.length, thatLeftOurOrigin: 0 })
})

test("next-auth's own door keeps to our origin too", async () => {
  const { email } = await newCustomer()
  for (const callbackUrl of [...callbacks.slice(0, 20), "/cont"]) {
    const visitor = newVisitor({ ip: freshIp() })
    const { csrfToken } = JSON.parse((await visitor.ask("/api/auth/csrf")).body)
    const body = Buffer.from(
      new URLSearchParams({ csrfToken, email, password, callbackUrl, json: "true" }).toString(),
    )
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: environment.appUrl }
    const answer = await visitor.ask("/api/auth/callback/credentials", { method: "POST", body, headers })
    const isOurs = callbackUrl === "/cont"
    expect(answer.status, callbackUrl).toBe(isOurs ? 200 : 400)
    expect("focus-sat" in visitor.cookiesNow(), callbackUrl).toBe(isOurs)
    expect(`${answer.location} ${answer.body}`).not.toContain("evil")
  }
})

test("links in mails lead to APP_URL, whatever the request says about hosts", async () => {
  const { email } = await newCustomer()
  const page = await newVisitor().ask("/parola-uitata")
  const [form = {}] = formsOf(page.body).filter((fields) => "email" in fields)
  const lies: Record<string, string>[] = [{ "x-forwarded-host": "evil.example" }, { host: "evil.example" }]
  for (const headers of lies) {
    await newVisitor({ ip: freshIp() }).post("/parola-uitata", { ...form, email }, { headers })
  }
  await newVisitor({ ip: freshIp() }).post("/parola-uitata", { ...form, email })
  const mails = await mailsTo(email)
  for (const { html, text } of mails) {
    expect(html + text).not.toContain("evil")
    expect(text).toContain(`${environment.appUrl}/parola-noua/`)
  }
  expect((await signIn(newVisitor({ ip: freshIp() }), { email })).status).toBe(303)
})
