import { expect, test } from "vitest"
import type { CivilDate } from "@/lib/domain/civil-date"
import type { MailContent } from "@/lib/domain/mail"
import { renderMail } from "./render-mail"

const seller = {
  name: "Vânzător & Fiii S.R.L.",
  cui: "RO17030766",
  registerNumber: "J40/123/2020",
  address: "Str. Exemplu 1, București",
  phone: "021 000 00 00",
  email: "ajutor@exemplu.ro",
}
const context = { appUrl: "https://contul.exemplu.ro", from: "Focus Sat <cont@exemplu.ro>", seller }
const render = (content: MailContent) => renderMail(content, "ana@exemplu.ro", context)

const ending = {
  packageName: "Familia",
  smartcardLabel: "TV living",
  lastFour: "7890",
  lastDay: "2026-11-26" as CivilDate,
  daysLeft: 3,
  priceBani: 4_400,
  hasReady: false,
  renewPath: "/cont/comanda?card=1&pachet=familia-1",
}

const noon = "2026-11-23T12:05:00.000Z"

const everyKind: MailContent[] = [
  { kind: "activation", props: { fullName: "Ana Popescu", token: "secret" } },
  { kind: "account-exists", props: { fullName: "Ana Popescu", asked: "sign-up" } },
  { kind: "account-exists", props: { fullName: "Ana Popescu", asked: "email-change" } },
  { kind: "password-reset", props: { fullName: "Ana Popescu", token: "secret" } },
  { kind: "password-changed", props: { fullName: "Ana Popescu", changedAt: noon, everywhere: true } },
  { kind: "password-changed", props: { fullName: "Ana Popescu", changedAt: noon, everywhere: false } },
  {
    kind: "new-sign-in",
    props: { fullName: "Ana Popescu", signedInAt: noon, device: "Firefox pe Linux", shortIp: "203.0.113.0" },
  },
  { kind: "email-change", props: { fullName: "Ana Popescu", token: "secret" } },
  {
    kind: "email-change-requested",
    props: { fullName: "Ana Popescu", newEmail: "a…a@exemplu.ro", at: noon },
  },
  { kind: "email-changed", props: { fullName: "Ana Popescu", newEmail: "a…a@exemplu.ro", at: noon } },
  { kind: "account-closed", props: { fullName: "Ana Popescu", closedAt: noon } },
  {
    kind: "payment-refunded",
    props: { fullName: "Ana Popescu", orderId: "1", number: 100_001, amount: 4_400, currency: "eur" },
  },
  { kind: "expiry-alert", props: { fullName: "Ana Popescu", packages: [ending] } },
]

test.each(everyKind)(
  "$kind: every link is ours, the plain text says the same, nothing is loaded",
  async (content) => {
    const { html, text, subject } = await render(content)
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"))
    for (const link of links) expect(link).toMatch(/^https:\/\/contul\.exemplu\.ro\//)
    for (const link of links) expect(text).toContain(link)
    expect(html).not.toMatch(/<img|<script|src=|url\(|@import/i)
    expect(html).toContain('lang="ro"')
    expect(html + text + subject).not.toMatch(/[\u015e\u015f\u0162\u0163]|undefined|\[object/)
    expect(text).toContain("Vânzător & Fiii S.R.L.")
  },
)

test("the activation mail has the green button CONFIRMARE and its link in plain sight", async () => {
  const { html, text } = await render({ kind: "activation", props: { fullName: "Ana", token: "secret" } })
  expect(html).toContain("CONFIRMARE")
  expect(html.match(/contul\.exemplu\.ro\/activare\/secret/g)?.length).toBeGreaterThanOrEqual(2)
  expect(text).toContain("https://contul.exemplu.ro/activare/secret")
})

test("a reminder names every package with card, last day, days left and price", async () => {
  const packages = [
    ending,
    { ...ending, packageName: "Sport", smartcardLabel: "", daysLeft: 0, hasReady: true },
  ]
  const { subject, text } = await render({ kind: "expiry-alert", props: { fullName: "Ana", packages } })
  expect(subject).toContain("2 pachete expiră în curând")
  for (const said of [
    "Familia",
    "„TV living”",
    "…7890",
    "joi, 26 noiembrie",
    "Expiră în 3 zile",
    "44,00 lei",
  ]) {
    expect(text).toContain(said)
  }
  expect(text).toContain("Expiră azi")
  expect(text).toContain("Ai deja unul plătit")
})

test("hostile names stay text: no markup, no second header line", async () => {
  const hostile = "<img src=x onerror=alert(1)>\r\nBcc: rau@exemplu.ro {{x}}"
  const packages = [{ ...ending, packageName: hostile, smartcardLabel: hostile }]
  const { subject, html } = await render({ kind: "expiry-alert", props: { fullName: hostile, packages } })
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toContain("<img")
})

test("the hour of a change is Bucharest's", async () => {
  const { text } = await render({
    kind: "password-changed",
    props: { fullName: "Ana", changedAt: "2026-07-01T21:30:00.000Z", everywhere: true },
  })
  expect(text).toContain("pe 02.07.2026, la 00:30")
})
