import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "@/db/client"
import { customers, expiryAlerts, outboxMails, smartcardLinks, smartcards, subscriptions } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import type { App } from "@/lib/app"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { createStopList } from "@/scripts/lib/steps"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { type Holding, holdings } from "./support/calendar-cases"
import { type Announcement, announced, beginOf, type Period, strikes } from "./support/calendar-model"
import { mailApp } from "./support/mail-app"
import { type Provider, startProvider } from "./support/mail-provider"
import { startOwnDatabase } from "./support/own-database"
import { isFull, report } from "./support/size"

const hoursInSmall = [0, 1, 2, 3, 12, 23]
const budgetMs = minuteMs

const stops = createStopList()
afterAll(() => stops.stop())

let db: Db
let provider: Provider
let app: App
let now = new Date(0)
const totals = { starts: 0, runs: 0, mails: 0, silences: 0 }

beforeAll(async () => {
  const own = await startOwnDatabase(stops, { name: "calendar", connections: 5 })
  db = own.db
  provider = await startProvider({ latency: () => 0, isRefused: () => false })
  stops.add("The provider", provider.close)
  app = mailApp({ db, now: () => now, mailUrl: provider.url })
})

const days = { "2026-10-25": 25, "2027-03-28": 23, "2028-02-29": 24, "2026-12-31": 24 }

test.each(Object.entries(days))(
  "on %s, which has %i hours, each is told the right day, once",
  async (day, count) => {
    const hours = strikes(day)
    expect(hours).toHaveLength(count)
    const starts = hours.filter(({ hour }) => isFull || hoursInSmall.includes(hour)).map(({ at }) => at)
    for (const start of [...starts, later(beginOf(day, 1), -1)]) await startOn(day, start)
  },
)

afterAll(() => report("calendar", totals))

/** What one start leaves, in an order in which it can go. */
const left = [expiryAlerts, outboxMails, subscriptions, smartcardLinks, smartcards, customers]

/** Runs at an instant, an hour later and a day later, as if none had run before. */
async function startOn(day: string, start: Date) {
  totals.starts += 1
  now = start
  for (const table of left) await db.delete(table)
  const held = holdings(day, start)
  for (const [what, { periods, firstWords }] of Object.entries(held)) {
    const words = periods.flatMap((period) => announced(period, periods, now)?.days ?? [])
    expect(words, `the model of ${what}, ${start.toISOString()}`).toEqual(firstWords ? [firstWords] : [])
  }
  const people = await storePeople(held)
  for (const wait of [0, hourMs, dayMs]) {
    now = later(start, wait)
    await run(people, `${day}, started at ${start.toISOString()}, run at ${now.toISOString()}`)
  }
  expect(await violations(db), "invariants").toEqual([])
}

type Person = Awaited<ReturnType<typeof storePeople>>[number]

function storePeople(held: Readonly<Record<string, Holding>>) {
  return Promise.all(
    Object.entries(held).map(async ([what, { periods }]) => {
      const { id: customerId, email } = await aCustomer(app)
      const { id: smartcardId } = await aSmartcard(app)
      await aLink(app, { customerId, smartcardId })
      const { id: packageId } = await aPackage(app)
      for (const period of periods) await aSubscription(app, { smartcardId, packageId, ...period })
      return { what, email, periods, told: new Set<Period>() }
    }),
  )
}

async function run(people: readonly Person[], when: string) {
  const before = provider.accepted().length
  await sendExpiryAlerts(app, { budgetMs })
  await deliverOutbox(app, { budgetMs })
  const mails = provider.accepted().slice(before)
  totals.runs += 1
  for (const person of people) {
    const texts = mails.filter(({ recipient }) => recipient === person.email).map(({ text }) => text)
    expect(texts.map(told), `${person.what}: ${when}`).toEqual(expected(person))
    totals.mails += texts.length
    totals.silences += texts.length === 0 ? 1 : 0
  }
  expect(mails.every(({ recipient }) => people.some(({ email }) => email === recipient))).toBe(true)
}

/** One mail for what is due and was not told before; none when nothing is. */
function expected({ periods, told: before }: Person): readonly Announcement[] {
  return periods.flatMap((period) => {
    const announcement = before.has(period) ? null : announced(period, periods, now)
    if (announcement) before.add(period)
    return announcement ?? []
  })
}

/** What a mail says of the end, word for word. */
const told = (text: string): Announcement => ({
  days: /Expiră (?:azi|în [^\n.]+)/.exec(text)?.[0] ?? "",
  lastDay: /Ultima zi: [^\n]+/.exec(text)?.[0] ?? "",
})
