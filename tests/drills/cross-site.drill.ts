import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { anActivationLink, aResetLink, aSignInLink } from "@/tests/support/factories/one-time-links"
import { newCustomer, newSignedInCustomer, password, signIn } from "./support/accounts"
import { callbackUrls } from "./support/callback-urls"
import { app, environment, freshIp, mailsTo } from "./support/drill"
import { aFamiliaOrder, aReadyFamilia } from "./support/familia-orders"
import { fingerprint, rowsOf } from "./support/fingerprint"
import { foreignOrigins } from "./support/foreign-origins"
import { report } from "./support/size"
import { formsOf, newVisitor, type Visitor } from "./support/visitor"

/** Values with which every form would change something, were it posted from a page of ours. */
const validValues: Readonly<Record<string, string>> = {
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
  subject: "other",
  message: "Un mesaj pe care nu l-a scris nimeni",
}

test("no form of any page changes anything when another site posts it", async () => {
  const { id, visitor } = await newSignedInCustomer()
  const pages = await pagesWithForms(id)
  let [forms, posts] = [0, 0]
  for (const path of pages) {
    // Signing in is for those who are not signed in: anybody else is sent on.
    const asking = path === "/autentificare" ? newVisitor({ ip: freshIp() }) : visitor
    const page = await asking.ask(path)
    expect(page.status, path).toBe(200)
    const actions = formsOf(page.body).filter((fields) =>
      Object.keys(fields).some((name) => name.startsWith("$ACTION")),
    )
    forms += actions.length
    for (const form of actions) posts += await postFromElsewhere(visitor, path, form)
  }
  expect(forms).toBeGreaterThanOrEqual(25)
  expect((await visitor.ask("/cont")).status).toBe(200)
  report("cross-site, actions", { pages: pages.length, forms, posts, thatChangedARow: 0 })
})

async function pagesWithForms(customerId: Parameters<typeof aReadyFamilia>[0]): Promise<readonly string[]> {
  const paid = await aReadyFamilia(customerId)
  const unpaid = await aFamiliaOrder(customerId)
  const [{ token: activation }, { token: reset }] = [await anActivationLink(app), await aResetLink(app)]
  return [
    "/cont-nou",
    "/verifica-email",
    "/autentificare",
    "/parola-uitata",
    "/contact",
    `/activare/${activation}`,
    `/parola-noua/${reset}`,
    `/intrare/${(await aSignInLink(app)).token}`,
    "/cont",
    "/cont/smartcarduri",
    `/cont/smartcarduri/${paid.linkId}`,
    "/cont/setari",
    "/cont/setari/date",
    "/cont/setari/email",
    "/cont/setari/parola",
    "/cont/setari/mesaje",
    "/cont/setari/calendar",
    "/cont/setari/conectari",
    "/cont/setari/copie",
    "/cont/setari/inchidere",
    "/cont/date-facturare",
    `/cont/comanda?pas=2&card=${paid.linkId}&linie=${paid.linkId}:sport-extra-3`,
    `/cont/comenzi/${unpaid.orderId}`,
    `/cont/activare/${paid.subscriptionId}`,
    `/cont/facturi/${paid.invoiceId}`,
    `/cont/retragere/${paid.orderId}/confirmare?linie=${paid.lineId}`,
  ]
}

async function postFromElsewhere(visitor: Visitor, path: string, form: Record<string, string>) {
  const names = Object.keys(form).filter((name) => name in validValues)
  const typed = Object.fromEntries(names.map((name) => [name, validValues[name] ?? ""]))
  for (const [what, headers] of Object.entries(foreignOrigins)) {
    const before = await allRows()
    const answer = await visitor.post(path, { ...form, ...typed }, { headers })
    expect(answer.status, `${what} at ${path}`).toBe(403)
    expect(answer.body, `${what} at ${path}`).toContain("Cererea nu vine din pagina noastră")
    expect(await allRows(), `${what} at ${path}: ${names}`).toBe(before)
  }
  return Object.keys(foreignOrigins).length
}

/** Every table that a form may change. Of mails only the ids: the server is sending them. */
function allRows(): Promise<string> {
  const accounts = [
    "customers",
    "sign_ups",
    "one_time_tokens",
    "sessions",
    "smartcard_links",
    "contact_requests",
    "calendar_feeds",
  ]
  const orders = ["billing_profiles", "carts", "orders", "subscriptions", "withdrawals", "payments"]
  const mails = sql`(select coalesce(md5(string_agg(id::text, '' order by id)), '') from outbox_mails)`
  return fingerprint([...[...accounts, ...orders].map((table) => rowsOf(table)), mails])
}

test("no route that changes state does anything for another site", async () => {
  const { visitor } = await newSignedInCustomer()
  for (const [what, headers] of Object.entries(foreignOrigins)) {
    const answer = await visitor.post("/api/account/export", {}, { headers })
    expect(answer.status, what).toBe(403)
  }
  expect((await visitor.post("/api/account/export", {})).status).toBe(200)
})

test("signing in never redirects to another site", async () => {
  const { email } = await newCustomer()
  for (const [at, callback] of callbackUrls.entries()) {
    const path = `/autentificare?inapoi=${encodeURIComponent(callback)}`
    const answer = await newVisitor({ ip: freshIp() }).submit(path, {
      fields: { email, password },
      server: at % 2,
    })
    expect(answer.status, callback).toBe(303)
    const target = new URL(answer.location, environment.appUrl)
    expect(target.origin, callback).toBe(environment.appUrl)
    expect(answer.location, callback).toMatch(/^(http:\/\/localhost:\d+)?\/(?![/\\])/)
  }
  const { email: other } = await newCustomer()
  const kept = await newVisitor({ ip: freshIp() }).submit("/autentificare?inapoi=%2Fcont%2Fsetari", {
    fields: { email: other, password },
  })
  expect(kept.location).toMatch(/\/cont\/setari$/)
  report("cross-site, callbacks", { cases: callbackUrls.length, thatLeftOurOrigin: 0 })
})

test("next-auth's own addresses do not exist: nothing signs in, signs out or redirects there", async () => {
  const { email, visitor } = await newSignedInCustomer()
  const posted = new URLSearchParams({ csrfToken: "ghicit", email, password, callbackUrl: "//evil.example" })
  const body = Buffer.from(posted.toString())
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: environment.appUrl }
  const doors = ["csrf", "session", "providers", "signin", "signout", "error", "verify-request"]
  for (const door of [...doors, "callback/credentials", "signin/credentials"]) {
    const path = `/api/auth/${door}`
    expect((await visitor.ask(`${path}?callbackUrl=//evil.example`)).status, path).toBe(404)
    const answer = await visitor.ask(path, { method: "POST", body, headers })
    expect([answer.status, answer.location, answer.headers["set-cookie"]], path).toEqual([404, "", undefined])
  }
  expect((await visitor.ask("/cont")).status).toBe(200)
})

test("links in mails lead to APP_URL also when the request names another host", async () => {
  const { email } = await newCustomer()
  const page = await newVisitor().ask("/parola-uitata")
  const [form = {}] = formsOf(page.body).filter((fields) => "email" in fields)
  const otherHosts: Record<string, string>[] = [
    { "x-forwarded-host": "evil.example" },
    { host: "evil.example" },
  ]
  for (const headers of otherHosts) {
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
