import "server-only"
import { claimAlerts, type DueAlert, type Seed } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { type ClaimedMail, enqueueMails } from "@/lib/outbox/enqueue-mail"
import { type DuePage, dueAlerts, expiringPackage } from "./due-alerts"
import { unsubscribeToken } from "./unsubscribe-token"

/**
 * Puts one reminder in the outbox for every customer with packages due (product.md, "Expiry alert"). Each period is
 * announced once, whatever runs overlap, repeat or are missed. Stops when the time is up; the next run goes on.
 */
export async function sendExpiryAlerts(
  app: App,
  options: { budgetMs: number },
): Promise<{ enqueued: number }> {
  const deadline = app.deadline(options.budgetMs)
  const readPage = (last: Seed | null): Promise<DuePage> => dueAlerts(app.db, last, app.now())
  let enqueued = 0
  let page: DuePage | null = !deadline.hasPassed() ? await readPage(null) : null
  while (page && !deadline.hasPassed()) {
    const { alerts, next }: DuePage = page
    // The next page is read while this one is written; what it still finds of this one's customers is claimed already.
    const [written, following] = await Promise.all([announce(app, alerts), next && readPage(next)])
    enqueued += written
    page = following
  }
  return { enqueued }
}

async function announce(app: App, alerts: readonly DueAlert[]): Promise<number> {
  if (alerts.length === 0) return 0
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const claimed = await claimAlerts(tx, alerts, now)
    const byMail = Map.groupBy(alerts, ({ subscriptionId }) => claimed.get(subscriptionId))
    const mails = [...byMail].flatMap(([id, ofOne]) => (id ? [reminder(app, id, ofOne, now)] : []))
    await enqueueMails(tx, mails, now)
    return mails.length
  })
}

/** All of a customer's, the soonest first. */
function reminder(app: App, id: OutboxMailId, alerts: readonly DueAlert[], now: Date): ClaimedMail {
  const [soonest] = alerts
  if (!soonest) throw new Error("A reminder names at least one package")
  const { customerId, email: recipient, fullName } = soonest
  const packages = alerts.map((alert) => expiringPackage(alert, now))
  const props = { fullName, packages, unsubscribeToken: unsubscribeToken(app, customerId) }
  // After the end of the last package it names, a reminder helps nobody.
  return { id, kind: "expiry-alert", props, recipient, customerId, expiresAt: alerts.at(-1)?.endsAt }
}
