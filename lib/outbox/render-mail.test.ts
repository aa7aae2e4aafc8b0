import { expect, test } from "vitest"
import { type MailContent, mailSamples } from "@/emails/registry"
import type { ExpiringPackage } from "@/lib/domain/mail"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { sampleContext } from "@/tests/samples/mails"
import { renderMail } from "./render-mail"

const ending: ExpiringPackage = {
  subscriptionId: null,
  packageName: "Familia",
  smartcardLabel: "TV living",
  lastFour: "7890",
  lastDay: "2026-11-26" as CivilDate,
  daysLeft: 3,
  priceBani: 4_400,
  hasReady: false,
  activatePath: null,
  renewPath: "/cont/comanda?card=1&pachet=familia-1",
}
const render = (content: MailContent) => renderMail(content, "ana@exemplu.ro", sampleContext)

test.each(mailSamples())(
  "$kind: every link leads to APP_URL and is in the plain text, and nothing is loaded",
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

test.each(mailSamples())("$kind: one green button, and no amount or count that breaks", async (content) => {
  const { html } = await render(content)
  expect(html.match(/class="action"/g) ?? []).toHaveLength(html.includes("<a class=") ? 1 : 0)
  const shown = html.replace(/href="[^"]*"|<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, " ")
  expect(shown).not.toMatch(/\d (?:lei|zile|zi|luni|lună|pachete)\b|· \d+,|FS \d/)
})

test("a mail says states as the screens do: paid waits in blue, what ends soon is amber", async () => {
  const samples = mailSamples()
  const paid = await Promise.all(samples.filter(({ kind }) => kind === "order-paid").map(render))
  expect(paid.map(({ html }) => /class="waiting"[^>]*>■ Plătit – neactivat</.test(html))).toEqual([
    true,
    true,
  ])
  expect(paid.map(({ text }) => /Pachet[^.]*: [^.]*\./.exec(text)?.[0])).toEqual([
    "Pachetul te așteaptă: îl activezi oricând, cu un singur clic.",
    "Pachetele te așteaptă: le activezi oricând, cu un singur clic.",
  ])
  const [reminder] = samples.filter(({ kind }) => kind === "expiry-alert")
  if (!reminder) throw new Error("there is no sample of a reminder")
  expect((await render(reminder)).html).toMatch(/class="soon"[^>]*>▲ Expiră în 3\u00a0zile</)
})

test("the activation mail has a button CONFIRMARE and shows its link as text", async () => {
  const props = { fullName: "Ana Popescu", phone: "+40722123456", token: "secret" }
  const { html, text } = await render({ kind: "activation", props })
  expect(text).toContain("Contul a fost cerut pentru Ana Popescu, telefon 0722 123 456.")
  expect(html).toContain("CONFIRMARE")
  expect(html.match(/contul\.exemplu\.ro\/activare\/secret/g)?.length).toBeGreaterThanOrEqual(2)
  expect(text).toContain("https://contul.exemplu.ro/activare/secret")
})

test("a reminder names every package with card, last day, days left and price", async () => {
  const packages = [
    ending,
    { ...ending, packageName: "Sport", smartcardLabel: "", daysLeft: 0, hasReady: true },
  ]
  const { subject, text } = await render({
    kind: "expiry-alert",
    props: { fullName: "Ana", packages, unsubscribeToken: null },
  })
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

test("a name with markup or a line break stays text", async () => {
  const hostile = "<img src=x onerror=alert(1)>\r\nBcc: rau@exemplu.ro {{x}}"
  const packages = [{ ...ending, packageName: hostile, smartcardLabel: hostile }]
  const props = { fullName: hostile, packages, unsubscribeToken: null }
  const { subject, html } = await render({ kind: "expiry-alert", props })
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toContain("<img")
})

test("the time of a change is Bucharest time", async () => {
  const { text } = await render({
    kind: "password-changed",
    props: { fullName: "Ana", changedAt: "2026-07-01T21:30:00.000Z", everywhere: true, hasCalendar: false },
  })
  expect(text).toContain("pe 02.07.2026, la 00:30")
})
