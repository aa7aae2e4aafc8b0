import "server-only"
import type { Cursor, DueAlert } from "@/db/queries/due-alerts"
import { claimAlerts } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { type ClaimedMail, enqueueMails } from "@/lib/outbox/enqueue-mail"
import { expiringPackage } from "@/lib/outbox/expiring-package"
import { type DuePage, listDuePage } from "./due-alerts"
import { unsubscribeToken } from "./unsubscribe-token"

/**
 * Enqueues one reminder for every customer with packages that are due. Each period is announced once, also if
 * runs overlap, repeat or are missed. Stops when the time is up; the next run continues.
 */
export async function sendExpiryAlerts(
  app: App,
  options: { budgetMs: number },
): Promise<{ enqueued: number }> {
  const deadline = app.deadline(options.budgetMs)
  const readPage = (last: Cursor | null): Promise<DuePage> => listDuePage(app.db, last, app.now())
  let enqueued = 0
  let page: DuePage | null = !deadline.hasPassed() ? await readPage(null) : null
  while (page && !deadline.hasPassed()) {
    const { alerts, next }: DuePage = page
    // The next page is read while this one is written. It may repeat customers of this page; `claimAlerts`
    // ignores periods that are announced already.
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
    const mails = [...byMail].flatMap(([id, ofMail]) =>
      id ? [reminder(app, { id, alerts: ofMail }, now)] : [],
    )
    await enqueueMails(tx, mails, now)
    return mails.length
  })
}

/** The alerts of one customer, the soonest first. */
type ReminderAlerts = { readonly id: OutboxMailId; readonly alerts: readonly DueAlert[] }

function reminder(app: App, { id, alerts }: ReminderAlerts, now: Date): ClaimedMail {
  const [soonest] = alerts
  if (!soonest) throw new Error("A reminder names at least one package")
  const { customerId, email: recipient, fullName } = soonest
  const packages = alerts.map((alert) => expiringPackage(alert, now))
  const props = { fullName, packages, unsubscribeToken: unsubscribeToken(app, customerId) }
  // The reminder is dropped once the last of its packages has ended.
  return { id, kind: "expiry-alert", props, recipient, customerId, expiresAt: alerts.at(-1)?.endsAt }
}
