import "server-only"
import { listKnownIds } from "@/db/queries/payment-events"
import type { App } from "@/lib/app"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import type { EventPage, ProviderEvent } from "@/lib/payments/provider"
import type { Deadline } from "@/lib/runtime/deadline"
import { applyEvent } from "./apply-event"

/** The provider lists its events for 30 days and repeats a webhook for three. */
const lookBackMs = 7 * dayMs

type Asked = Parameters<App["payments"]["listEvents"]>[0]

type MakeUpOptions = {
  readonly deadline: Deadline
  readonly unlessItThrows: <Outcome>(
    item: Record<string, string>,
    run: () => Promise<Outcome>,
  ) => Promise<Outcome | "failed">
}

/**
 * Applies events of our payments whose webhook never came: refunds made in the provider's dashboard,
 * disputes, money. What was applied is stored, so that a run that the time cuts off goes on where it was.
 * `eventsUnread` is 1 when the list was not read to its end.
 */
export async function makeUpEvents(app: App, { deadline, unlessItThrows }: MakeUpOptions) {
  const counts = { madeUp: 0, failed: 0, eventsUnread: 0 }
  const since = later(app.now(), -lookBackMs)
  let after: string | null = null
  do {
    if (deadline.hasPassed()) return { ...counts, eventsUnread: 1 }
    const asked: Asked = { since, after }
    const page: EventPage | null | "failed" = await unlessItThrows({ events: "list" }, () =>
      app.payments.listEvents(asked),
    )
    if (!page || page === "failed") return { ...counts, eventsUnread: 1 }
    for (const event of await listMissed(app, page.events)) {
      if (deadline.hasPassed()) return { ...counts, eventsUnread: 1 }
      const outcome = await unlessItThrows({ event: event.id }, () => applyEvent(app, event))
      counts[outcome === "failed" || outcome === "unavailable" ? "failed" : "madeUp"] += 1
    }
    after = page.next
  } while (after !== null)
  return counts
}

/**
 * Events of our payments that no webhook brought. One about a payment whose id at the provider is not known
 * yet is left to the run after that payment was settled.
 */
async function listMissed(app: App, events: readonly ProviderEvent[]): Promise<ProviderEvent[]> {
  const { stored, ours } = await listKnownIds(app.db, {
    eventIds: events.map(({ id }) => id),
    sessionIds: events.flatMap(({ about }) => (about?.kind === "session" ? [about.sessionId] : [])),
    providerPaymentIds: events.flatMap(({ about }) =>
      about?.kind === "payment" ? [about.providerPaymentId] : [],
    ),
  })
  return events.filter(({ id, about }) => {
    if (!about || stored.has(id)) return false
    return ours.has(about.kind === "session" ? about.sessionId : about.providerPaymentId)
  })
}
