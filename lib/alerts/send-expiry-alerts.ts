import "server-only"
import { claimAlerts, type DueAlert, noteMailsOfAlerts, type Seed } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import { later } from "@/lib/domain/lifetimes"
import type { NewMail } from "@/lib/domain/mail"
import { enqueueMails } from "@/lib/mail/enqueue-mail"
import { dueAlerts, expiringPackage } from "./due-alerts"
import { unsubscribeToken } from "./unsubscribe-token"

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
  let last: Seed | null = null
  while (app.now() < until) {
    const page: { enqueued: number; next: Seed | null } = await announcePage(app, last)
    enqueued += page.enqueued
    if (page.next === null) break
    last = page.next
  }
  return { enqueued }
}

async function announcePage(app: App, last: Seed | null) {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const { alerts, next } = await dueAlerts(tx, last, now)
    if (alerts.length === 0) return { enqueued: 0, next }
    const claimed = new Set(await claimAlerts(tx, alerts, now))
    const mine = alerts.filter(({ subscriptionId }) => claimed.has(subscriptionId))
    const mails = [...Map.groupBy(mine, ({ customerId }) => customerId).values()].map((ofOne) => ({
      alerts: ofOne,
      mail: reminder(ofOne, now),
    }))
    const ids = await enqueueMails(
      tx,
      mails.map(({ mail }) => mail),
      now,
    )
    const told = mails.flatMap(({ alerts: ofOne, mail }) => {
      const mailId = ids.get(mail.dedupeKey)
      return mailId ? ofOne.map(({ subscriptionId, endsAt }) => ({ subscriptionId, endsAt, mailId })) : []
    })
    await noteMailsOfAlerts(tx, told)
    return { enqueued: ids.size, next }
  })
}

/** All of a customer's, the soonest first. */
function reminder(alerts: readonly DueAlert[], now: Date): NewMail {
  const [soonest] = alerts
  if (!soonest) throw new Error("A reminder names at least one package")
  const { customerId, email: recipient, fullName } = soonest
  const packages = alerts.map((alert) => expiringPackage(alert, now))
  const props = { fullName, packages, unsubscribeToken: unsubscribeToken(customerId) }
  const dedupeKey = `expiry-alert:${soonest.subscriptionId}:${soonest.endsAt.toISOString()}:${now.getTime()}`
  // After the end of the last package it names, a reminder helps nobody.
  const expiresAt = alerts.at(-1)?.endsAt
  return { kind: "expiry-alert", props, recipient, customerId, dedupeKey, expiresAt }
}
