import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Resend } from "resend"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { StandIn } from "@/stand-ins/server"
import { startMailStandIn } from "./stand-in"

let provider: StandIn
beforeAll(async () => {
  provider = await startMailStandIn({ port: 0 })
})
afterAll(() => provider.close())

const resend = () => new Resend("re_test", { baseUrl: provider.url })
const mail = (subject: string, to = "ana@exemplu.ro") => ({
  from: "Focus Sat <cont@focussat.example>",
  to,
  subject,
  html: `<p>${subject}</p>`,
})
const order = (fault: object) =>
  fetch(`${provider.url}/_faults`, { method: "POST", body: JSON.stringify({ apiKey: "re_test", ...fault }) })
const received = async (to: string) => (await fetch(`${provider.url}/_mails?to=${to}`)).json()

test("a batch keeps every mail with its headers, and is listed newest first", async () => {
  const headers = { "List-Unsubscribe": "<https://exemplu.ro/x>" }
  const sent = await resend().batch.send([
    { ...mail("unu", "lot@exemplu.ro"), headers },
    mail("doi", "lot@exemplu.ro"),
  ])
  const ids = sent.data?.data.map((one) => one.id) ?? []
  expect(await received("lot@exemplu.ro")).toMatchObject([
    { id: ids[0], subject: "unu", headers },
    { id: ids[1] },
  ])
  const listed = await resend().emails.list({ limit: 2 })
  expect(listed.data?.data.map((one) => one.subject)).toEqual(["doi", "unu"])
  expect((await resend().emails.get(ids[0] ?? "")).data).toMatchObject({ html: "<p>unu</p>" })
})

test("the same request under a key is answered again and sent once; another request is refused", async () => {
  const send = (subject: string) =>
    resend().batch.send([mail(subject, "cheie@exemplu.ro")], { idempotencyKey: "lot-1" })
  const first = await send("salut")
  expect((await send("salut")).data).toEqual(first.data)
  expect((await send("altceva")).error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 })
  expect(await received("cheie@exemplu.ro")).toHaveLength(1)
})

test("while a request is under way its key is refused", async () => {
  await order({ kind: "slow", delayMs: 300 })
  const send = () => resend().batch.send([mail("încet", "coada@exemplu.ro")], { idempotencyKey: "lot-2" })
  const answers = await Promise.all([send(), send()])
  const refused = answers.filter(({ error }) => error?.name === "concurrent_idempotent_requests")
  expect(refused).toHaveLength(1)
  expect(await received("coada@exemplu.ro")).toHaveLength(1)
})

test.for([
  ["rate-limit", 429, "rate_limit_exceeded"],
  ["daily-quota", 429, "daily_quota_exceeded"],
  ["server-error", 500, "application_error"],
  ["validation-error", 422, "validation_error"],
  ["unauthorized", 401, "restricted_api_key"],
] as const)("the fault %s answers %i %s once and sends nothing", async ([kind, statusCode, name]) => {
  await order({ kind })
  const to = `${kind}@exemplu.ro`
  expect((await resend().batch.send([mail("x", to)])).error).toMatchObject({ statusCode, name })
  expect(await received(to)).toEqual([])
  expect((await resend().batch.send([mail("x", to)])).error).toBeNull()
})

test.for(["timeout-after-accept", "reset-after-accept", "bad-json"])(
  "after the fault %s the mail is sent and the caller does not know; a repetition sends no second one",
  async (kind) => {
    await order({ kind, delayMs: 100 })
    const to = `${kind}@exemplu.ro`
    const send = () => resend().batch.send([mail("x", to)], { idempotencyKey: kind })
    expect((await send()).error).not.toBeNull()
    expect((await send()).error).toBeNull()
    expect(await received(to)).toHaveLength(1)
  },
)

test("what Resend refuses is refused whole", async () => {
  const good = mail("bun", "intreg@exemplu.ro")
  const bad = await resend().batch.send([good, { ...good, to: "fără adresă" }])
  expect(bad.error).toMatchObject({ statusCode: 422, name: "validation_error" })
  const many = Array.from({ length: 101 }, () => good)
  expect((await resend().batch.send(many)).error).toMatchObject({ statusCode: 422 })
  expect(await received("intreg@exemplu.ro")).toEqual([])
})

test("the inbox shows hostile text as text and the mail in a sandbox", async () => {
  await resend().emails.send({
    ...mail("<script>alert(1)</script>", "pagina@exemplu.ro"),
    text: "https://exemplu.ro/a?b=1&c=2.",
  })
  const inbox = await (await fetch(`${provider.url}/inbox?to=pagina`)).text()
  expect(inbox).toContain("&lt;script&gt;")
  const page = await (await fetch(provider.url + inbox.match(/\/inbox\/[\w-]+/)?.[0])).text()
  expect(page).toContain('<a href="https://exemplu.ro/a?b=1&amp;c=2">')
  expect(page).toContain('sandbox="allow-popups')
})

test("mails outlive the process when a file keeps them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "focus-sat-mails-"))
  const file = join(folder, "mails.jsonl")
  const first = await startMailStandIn({ port: 0, file })
  await new Resend("re_test", { baseUrl: first.url }).emails.send(mail("păstrat"))
  await first.close()
  const second = await startMailStandIn({ port: 0, file })
  const kept = await (await fetch(`${second.url}/_mails`)).json()
  await second.close()
  rmSync(folder, { recursive: true })
  expect(kept).toMatchObject([{ subject: "păstrat" }])
})
