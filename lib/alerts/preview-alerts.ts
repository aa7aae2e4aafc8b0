import "server-only"
import type { Cursor, DueAlert } from "@/db/queries/due-alerts"
import type { App } from "@/lib/app"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { expiringPackage } from "@/lib/outbox/expiring-package"
import { type DuePage, listDuePage } from "./due-alerts"

type AlertPreview = {
  readonly customerId: CustomerId
  readonly email: EmailAddress
  readonly packages: readonly ExpiringPackage[]
}

/** The reminders that a run at this instant would send, computed from the present data. Writes nothing. */
export async function* previewAlerts(app: App, at: Date): AsyncGenerator<AlertPreview> {
  const seen = new Set<CustomerId>()
  let last: Cursor | null = null
  do {
    const page: DuePage = await listDuePage(app.db, last, at)
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
