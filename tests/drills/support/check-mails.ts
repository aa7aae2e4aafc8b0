import { eq, getTableColumns } from "drizzle-orm"
import { expect } from "vitest"
import type { Db } from "@/db/client"
import { expiryAlerts, outboxMails, smartcardLinks, subscriptions } from "@/db/schema"
import { violations } from "@/tests/support/invariants"
import type { Disturbance, MailDrill } from "./mail-drill"
import type { Accepted } from "./mail-provider"
import type { Recipient } from "./reminder-recipients"

const { id, recipient, lane, status, providerId, batchId, frozenAt, settledAt } = getTableColumns(outboxMails)
const seen = { id, recipient, lane, status, providerId, batchId, frozenAt, settledAt }
type Row = Awaited<ReturnType<typeof listMails>>[number]
const listMails = (db: Db) => db.select(seen).from(outboxMails)

/**
 * Every customer whose address the provider takes got exactly one reminder, which names all packages that
 * end; every urgent mail was sent once; and the outbox has the outcome of each mail that the provider has.
 */
export async function checkMails({ db, provider, recipients }: MailDrill, urgent: readonly string[]) {
  const rows = await listMails(db)
  const accepted = Map.groupBy(provider.accepted(), (mail) => mail.recipient)
  const refused = recipients.all().filter(({ isRefused }) => isRefused)
  const served = recipients.all().filter(({ isRefused }) => !isRefused)
  const figures = {
    customers: recipients.all().length,
    served: served.length,
    urgent: urgent.length,
    gotTwo: [...accepted.values()].filter((mails) => mails.length > 1).length,
    gotNone: [...served.map(({ email }) => email), ...urgent].filter((email) => !accepted.has(email)).length,
    refusedByProvider: refused.filter(({ email }) => !accepted.has(email)).length,
    statuses: countBy(rows.map((row) => `${row.lane} ${row.status}`)),
    withAnotherOutcome: rows.filter((row) => !hasSameOutcome(row, accepted.get(row.recipient))).length,
    withoutAPackage: served.filter((person) => !namesAllPackages(person, accepted.get(person.email))).length,
    ...(await alertFigures(db)),
    violations: await violations(db),
  }
  const statuses = { "reminders sent": served.length, "security sent": urgent.length }
  expect(figures).toEqual({
    ...figures,
    ...{
      gotTwo: 0,
      gotNone: 0,
      refusedByProvider: refused.length,
      withAnotherOutcome: 0,
      withoutAPackage: 0,
    },
    statuses: { ...statuses, ...(refused.length > 0 && { "reminders failed": refused.length }) },
    ...{ announced: recipients.periods(), withoutTheirMail: 0, violations: [] },
  })
  return figures
}

function hasSameOutcome(row: Row, accepted: readonly Accepted[] = []): boolean {
  if (row.status === "failed") return accepted.length === 0 && row.providerId === null
  return accepted.some((one) => one.providerId === row.providerId && one.mail === row.id)
}

const namesAllPackages = ({ periods }: Recipient, accepted: readonly Accepted[] = []) =>
  accepted.every(({ text }) => text.includes("Familia") && text.includes("Sport Extra") === (periods === 2))

/** Each period has one alert, whose mail went to the holder of the card. */
async function alertFigures(db: Db) {
  const alerts = await db
    .select({ of: smartcardLinks.customerId, to: outboxMails.customerId })
    .from(expiryAlerts)
    .innerJoin(subscriptions, eq(subscriptions.id, expiryAlerts.subscriptionId))
    .innerJoin(smartcardLinks, eq(smartcardLinks.smartcardId, subscriptions.smartcardId))
    .leftJoin(outboxMails, eq(outboxMails.id, expiryAlerts.mailId))
  return {
    announced: alerts.length,
    withoutTheirMail: alerts.filter((alert) => alert.of !== alert.to).length,
  }
}

/**
 * The longest time from the last disturbance of a mail until it was settled, by kind of disturbance, in
 * seconds of the product's clock. That clock moves in steps; the time that a run itself waits (at most five
 * seconds) is not counted.
 */
export async function longestRecoveries({
  db,
  disturbances,
}: MailDrill): Promise<Readonly<Record<string, number>>> {
  const longest = new Map<string, number>()
  for (const row of await listMails(db)) {
    const disturbance = disturbances.get(row.id)
    const kind = disturbance?.by ?? "none"
    longest.set(kind, Math.max(longest.get(kind) ?? 0, secondsAfter(disturbance, row)))
  }
  return Object.fromEntries([...longest].sort(([, a], [, b]) => b - a))
}

function secondsAfter(disturbance: Disturbance | undefined, row: Row): number {
  const since = Math.max(disturbance?.at.getTime() ?? 0, row.frozenAt?.getTime() ?? 0)
  return ((row.settledAt?.getTime() ?? Number.POSITIVE_INFINITY) - since) / 1_000
}

const countBy = (words: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]))
