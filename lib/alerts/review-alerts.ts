import "server-only"
import { countDueAlerts, type DueAlert, forgetAlertsOf, type Seed } from "@/db/queries/expiry-alerts"
import { listDeadLetters, lockMail, outboxStatus } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { bucharestDate, bucharestInstant } from "@/lib/domain/time/civil-date"
import { resendAmbiguous } from "@/lib/outbox/retry-ambiguous"
import { type DuePage, dueAlerts, expiringPackage } from "./due-alerts"

const mostDeadLetters = 50

/** How the alerts stand: what is due and not announced, what waits to be sent, what was sent today (in Bucharest), what needs a person. */
export async function alertsStatus(app: App) {
  const now = app.now()
  const [due, outbox, dead] = await Promise.all([
    countDueAlerts(app.db, alertWindow(now), now),
    outboxStatus(app.db, bucharestInstant(bucharestDate(now))),
    listDeadLetters(app.db, mostDeadLetters),
  ])
  return { due, ...outbox, dead }
}

export type AlertPreview = {
  readonly customerId: CustomerId
  readonly email: EmailAddress
  readonly packages: readonly ExpiringPackage[]
}

/** Who a run at an instant would write to, and of what, as things stand now. Writes nothing. */
export async function* previewAlerts(app: App, at: Date): AsyncGenerator<AlertPreview> {
  const seen = new Set<CustomerId>()
  let last: Seed | null = null
  do {
    const page: DuePage = await dueAlerts(app.db, last, at)
    const byCustomer: Map<CustomerId, DueAlert[]> = Map.groupBy(page.alerts, ({ customerId }) => customerId)
    for (const [customerId, alerts] of byCustomer) {
      const [first] = alerts
      if (!first || seen.has(customerId)) continue
      seen.add(customerId)
      yield { customerId, email: first.email, packages: alerts.map((alert) => expiringPackage(alert, at)) }
    }
    last = page.next
  } while (last)
}

/**
 * A mail that needs a person, again. `resent`: one of unknown outcome goes out under a new key, so that its reader may get it twice. `announced`: of a
 * reminder that failed the next run makes a new one. Any other that failed is `erased`: its text is gone, and whoever needs it asks anew.
 */
export async function retryMail(
  app: App,
  id: OutboxMailId,
): Promise<Result<"resent" | "announced", "not-found" | "not-dead" | "erased">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const mail = await lockMail(tx, id)
    if (!mail) return refuse("not-found")
    const { batchId } = mail
    if (mail.status === "ambiguous" && batchId) {
      await resendAmbiguous(tx, { id, batchId }, now)
      return ok("resent")
    }
    if (mail.status !== "failed") return refuse("not-dead")
    if (mail.kind !== "expiry-alert") return refuse("erased")
    return (await forgetAlertsOf(tx, id)) > 0 ? ok("announced") : refuse("not-dead")
  })
}
