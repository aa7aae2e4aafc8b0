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
import { type CalendarCase, calendarCases } from "./support/calendar-cases"
import { type Announcement, announcementOf, hoursOf, type Period, startOfDay } from "./support/calendar-model"
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
const totals = { starts: 0, runs: 0, mails: 0, withoutMail: 0 }

beforeAll(async () => {
  const own = await startOwnDatabase(stops, { name: "calendar", connections: 5 })
  db = own.db
  provider = await startProvider({ latency: () => 0, isRefused: () => false })
  stops.add("The provider", provider.close)
  app = mailApp({ db, now: () => now, mailUrl: provider.url })
})

const days = { "2026-10-25": 25, "2027-03-28": 23, "2028-02-29": 24, "2026-12-31": 24 }

test.each(Object.entries(days))(
  "on %s, a day of %i hours, each reminder names the right day and is sent once",
  async (day, count) => {
    const hours = hoursOf(day)
    expect(hours).toHaveLength(count)
    const starts = hours.filter(({ hour }) => isFull || hoursInSmall.includes(hour)).map(({ at }) => at)
    for (const start of [...starts, later(startOfDay(day, 1), -1)]) await runFrom(day, start)
  },
)

afterAll(() => report("calendar", totals))

/** The tables that a start fills, in the order in which foreign keys let them be emptied. */
const filledTables = [expiryAlerts, outboxMails, subscriptions, smartcardLinks, smartcards, customers]

/** Runs at an instant, an hour later and a day later; no run came before. */
async function runFrom(day: string, start: Date) {
  totals.starts += 1
  now = start
  for (const table of filledTables) await db.delete(table)
  const cases = calendarCases(day, start)
  for (const [what, { periods, firstWords }] of Object.entries(cases)) {
    const words = periods.flatMap((period) => announcementOf(period, periods, now)?.days ?? [])
    expect(words, `the model of ${what}, ${start.toISOString()}`).toEqual(firstWords ? [firstWords] : [])
  }
  const customersOfRun = await storeCustomers(cases)
  for (const wait of [0, hourMs, dayMs]) {
    now = later(start, wait)
    await run(customersOfRun, `${day}, started at ${start.toISOString()}, run at ${now.toISOString()}`)
  }
  expect(await violations(db), "invariants").toEqual([])
}

type CaseCustomer = Awaited<ReturnType<typeof storeCustomers>>[number]

function storeCustomers(cases: Readonly<Record<string, CalendarCase>>) {
  return Promise.all(
    Object.entries(cases).map(async ([what, { periods }]) => {
      const { id: customerId, email } = await aCustomer(app)
      const { id: smartcardId } = await aSmartcard(app)
      await aLink(app, { customerId, smartcardId })
      const { id: packageId } = await aPackage(app)
      for (const period of periods) await aSubscription(app, { smartcardId, packageId, ...period })
      return { what, email, periods, announced: new Set<Period>() }
    }),
  )
}

async function run(customersOfRun: readonly CaseCustomer[], when: string) {
  const before = provider.accepted().length
  await sendExpiryAlerts(app, { budgetMs })
  await deliverOutbox(app, { budgetMs })
  const mails = provider.accepted().slice(before)
  totals.runs += 1
  for (const customer of customersOfRun) {
    const texts = mails.filter(({ recipient }) => recipient === customer.email).map(({ text }) => text)
    expect(texts.map(announcementIn), `${customer.what}: ${when}`).toEqual(expected(customer))
    totals.mails += texts.length
    totals.withoutMail += texts.length === 0 ? 1 : 0
  }
  expect(mails.every(({ recipient }) => customersOfRun.some(({ email }) => email === recipient))).toBe(true)
}

/** One mail when an announcement is due and was not made before, otherwise none. */
function expected({ periods, announced }: CaseCustomer): readonly Announcement[] {
  return periods.flatMap((period) => {
    const announcement = announced.has(period) ? null : announcementOf(period, periods, now)
    if (announcement) announced.add(period)
    return announcement ?? []
  })
}

/** The two sentences of a mail about the end, word for word. */
const announcementIn = (text: string): Announcement => ({
  days: /Expiră (?:azi|în [^\n.]+)/.exec(text)?.[0] ?? "",
  lastDay: /Ultima zi: [^\n]+/.exec(text)?.[0] ?? "",
})
