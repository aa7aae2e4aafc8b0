import { eq, getTableColumns } from "drizzle-orm"
import { expect } from "vitest"
import type { Db } from "@/db/client"
import { expiryAlerts, outboxMails, smartcardLinks, subscriptions } from "@/db/schema"
import { violations } from "@/tests/support/invariants"
import type { Accepted } from "./mail-provider"
import type { MailStage, Touch } from "./mail-stage"
import type { Recipient } from "./reminder-recipients"

const { id, recipient, lane, status, providerId, batchId, frozenAt, settledAt } = getTableColumns(outboxMails)
const seen = { id, recipient, lane, status, providerId, batchId, frozenAt, settledAt }
type Row = Awaited<ReturnType<typeof listMails>>[number]
const listMails = (db: Db) => db.select(seen).from(outboxMails)

/** Everybody has exactly one, and the outbox says of each what the provider knows. */
export async function checkMails({ db, provider, recipients }: MailStage, urgent: readonly string[]) {
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
    tellAnother: rows.filter((row) => !tellsTheSame(row, accepted.get(row.recipient))).length,
    packagesNotTold: served.filter((person) => !tellsAll(person, accepted.get(person.email))).length,
    ...(await alertFigures(db)),
    violations: await violations(db),
  }
  const statuses = { "reminders sent": served.length, "security sent": urgent.length }
  expect(figures).toEqual({
    ...figures,
    ...{ gotTwo: 0, gotNone: 0, refusedByProvider: refused.length, tellAnother: 0, packagesNotTold: 0 },
    statuses: { ...statuses, ...(refused.length > 0 && { "reminders failed": refused.length }) },
    ...{ announced: recipients.periods(), withoutTheirMail: 0, violations: [] },
  })
  return figures
}

function tellsTheSame(row: Row, accepted: readonly Accepted[] = []): boolean {
  if (row.status === "failed") return accepted.length === 0 && row.providerId === null
  return accepted.some((one) => one.providerId === row.providerId && one.mail === row.id)
}

const tellsAll = ({ periods }: Recipient, accepted: readonly Accepted[] = []) =>
  accepted.every(({ text }) => text.includes("Familia") && text.includes("Sport Extra") === (periods === 2))

/** One announcement per period, each naming a mail to whoever holds the card. */
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
 * How long after its last trouble each mail was settled, in seconds of the product's clock: the worst, by trouble. The clock moves in
 * steps of ten seconds, and what a run waits within itself (at most five seconds) is not in it.
 */
export async function recoveries({ db, touches }: MailStage): Promise<Readonly<Record<string, number>>> {
  const worst = new Map<string, number>()
  for (const row of await listMails(db)) {
    const touch = touches.get(row.id)
    const trouble = touch?.by ?? "none"
    worst.set(trouble, Math.max(worst.get(trouble) ?? 0, secondsAfter(touch, row)))
  }
  return Object.fromEntries([...worst].sort(([, a], [, b]) => b - a))
}

function secondsAfter(touch: Touch | undefined, row: Row): number {
  const since = Math.max(touch?.at.getTime() ?? 0, row.frozenAt?.getTime() ?? 0)
  return ((row.settledAt?.getTime() ?? Number.POSITIVE_INFINITY) - since) / 1_000
}

const countBy = (words: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]))
