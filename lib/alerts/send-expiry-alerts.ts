import "server-only"
import type { DbOrTx } from "@/db/client"
import { claimAlerts, type DueAlert, listDueAlerts, noteMailOfAlerts } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import { alertWindow } from "@/lib/domain/alert-window"
import type { CustomerId } from "@/lib/domain/brand"
import { daysLeft, lastDayOf } from "@/lib/domain/civil-date"
import { later } from "@/lib/domain/lifetimes"
import { lastFour } from "@/lib/domain/serial"
import { enqueueMail } from "@/lib/mail/enqueue-mail"
import { orderPaths } from "@/lib/paths"

const customersAtOnce = 200

/**
 * Puts one reminder in the outbox for every customer with packages due (product.md, "Expiry alert"). Each period is
 * announced once, whatever runs overlap, repeat or are missed. Stops when the time is up; the next run goes on.
 */
export async function sendExpiryAlerts(
  app: App,
  options: { budgetMs: number },
): Promise<{ enqueued: number }> {
  const until = later(app.now(), options.budgetMs)
  let enqueued = 0
  let afterCustomer: CustomerId | null = null
  while (app.now() < until) {
    const page: { customers: number; enqueued: number; last: CustomerId | null } = await announcePage(
      app,
      afterCustomer,
    )
    enqueued += page.enqueued
    if (page.last === null || page.customers < customersAtOnce) break
    afterCustomer = page.last
  }
  return { enqueued }
}

async function announcePage(app: App, afterCustomer: CustomerId | null) {
  const now = app.now()
  const window = { ...alertWindow(now), afterCustomer, customers: customersAtOnce }
  return app.db.transaction(async (tx) => {
    const due = await listDueAlerts(tx, window, now)
    if (due.length === 0) return { customers: 0, enqueued: 0, last: null }
    const claimed = new Set(await claimAlerts(tx, due, now))
    const byCustomer = Map.groupBy(
      due.filter(({ subscriptionId }) => claimed.has(subscriptionId)),
      ({ customerId }) => customerId,
    )
    for (const alerts of byCustomer.values()) await enqueueReminder(tx, alerts, now)
    const customers = new Set(due.map(({ customerId }) => customerId)).size
    return { customers, enqueued: byCustomer.size, last: due.at(-1)?.customerId ?? null }
  })
}

async function enqueueReminder(tx: DbOrTx, alerts: readonly DueAlert[], now: Date): Promise<void> {
  const [soonest] = alerts
  if (!soonest) return
  const { customerId, email: recipient, fullName } = soonest
  const packages = alerts.map(({ endsAt, serial, label, packageName, priceBani, readyId, ...renewal }) => ({
    renewPath: renewal.renewOfferCode && orderPaths.renew(renewal.linkId, renewal.renewOfferCode),
    packageName,
    priceBani,
    hasReady: readyId !== null,
    activatePath: readyId && orderPaths.activation(readyId),
    smartcardLabel: label,
    lastFour: lastFour(serial),
    lastDay: lastDayOf(endsAt),
    daysLeft: daysLeft(endsAt, now),
  }))
  const dedupeKey = `expiry-alert:${soonest.subscriptionId}:${soonest.endsAt.toISOString()}`
  // After the end of the last package it names, a reminder helps nobody.
  const expiresAt = alerts.at(-1)?.endsAt
  const mail = {
    kind: "expiry-alert",
    props: { fullName, packages },
    recipient,
    customerId,
    dedupeKey,
    expiresAt,
  } as const
  const mailId = await enqueueMail(tx, mail, now)
  if (mailId) await noteMailOfAlerts(tx, alerts, mailId)
}
