import "server-only"
import { deleteOldAuditEvents } from "@/db/queries/audit-events"
import { deleteLinksOfClosed } from "@/db/queries/closed-links"
import { deleteAnsweredRequests } from "@/db/queries/contact-requests"
import { deleteOldAlerts } from "@/db/queries/expiry-alerts"
import { deleteUnusedDevices } from "@/db/queries/known-devices"
import { deleteAmbiguousMails, deleteMailsToStrangers, deleteSettledMails } from "@/db/queries/old-mails"
import { deleteOldTokens, eraseExpiredAddresses } from "@/db/queries/one-time-tokens"
import { deleteEndedWindows } from "@/db/queries/rate-limits"
import { deleteEndedSessions } from "@/db/queries/sessions"
import { deleteUnconfirmedSignUps } from "@/db/queries/sign-ups"
import { deleteUnpaidOrders } from "@/db/queries/unpaid-orders"
import type { App } from "@/lib/app"
import {
  alertMemoryDays,
  auditMemoryDays,
  closedLinkDays,
  contactMemoryDays,
  dayMs,
  knownDeviceDays,
  later,
  mailMemoryDays,
  strangerMailDays,
  tokenMemoryDays,
  unconfirmedSignUpDays,
  unpaidOrderDays,
} from "@/lib/domain/time/lifetimes"

const rowsAtOnce = 5_000

/**
 * Erases old rows, kind by kind and some thousands in a statement, until the time budget ends; the next run
 * continues. Returns the number of erased rows by kind, and in `left` how many kinds were not finished.
 */
export async function cleanUp(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Record<string, number>> {
  const deadline = app.deadline(budgetMs)
  const counts: Record<string, number> = { left: 0 }
  for (const [kind, erase] of Object.entries(kindsOf(app))) {
    let isFinished = false
    while (!isFinished && !deadline.hasPassed()) {
      const erased = await erase(rowsAtOnce)
      counts[kind] = (counts[kind] ?? 0) + erased
      isFinished = erased < rowsAtOnce
    }
    if (!isFinished) counts["left"] = (counts["left"] ?? 0) + 1
  }
  return counts
}

/** For each kind: erases at most as many old rows as asked, and returns their number. */
function kindsOf({ db, now: clock }: App): Record<string, (limit: number) => Promise<number>> {
  const now = clock()
  const daysAgo = (days: number) => later(now, -days * dayMs)
  return {
    signUps: (limit) => deleteUnconfirmedSignUps(db, daysAgo(unconfirmedSignUpDays), limit),
    newAddresses: (limit) => eraseExpiredAddresses(db, now, limit),
    tokens: (limit) => deleteOldTokens(db, daysAgo(tokenMemoryDays), limit),
    closedLinks: (limit) => deleteLinksOfClosed(db, daysAgo(closedLinkDays), limit),
    sessions: (limit) => deleteEndedSessions(db, now, limit),
    limits: (limit) => deleteEndedWindows(db, now, limit),
    unpaidOrders: (limit) =>
      db.transaction((tx) =>
        deleteUnpaidOrders(tx, { endedBefore: daysAgo(unpaidOrderDays) }, { now, limit }),
      ),
    devices: (limit) => deleteUnusedDevices(db, daysAgo(knownDeviceDays), limit),
    // One statement: the product's role may call a function only. A daily run has a day of them.
    events: () => deleteOldAuditEvents(db, daysAgo(auditMemoryDays)),
    alerts: (limit) => deleteOldAlerts(db, daysAgo(alertMemoryDays), limit),
    contactRequests: (limit) => deleteAnsweredRequests(db, daysAgo(contactMemoryDays), limit),
    strangerMails: (limit) => deleteMailsToStrangers(db, daysAgo(strangerMailDays), limit),
    ambiguousMails: (limit) => {
      const ages = { toStrangersBefore: daysAgo(strangerMailDays), before: daysAgo(mailMemoryDays) }
      return deleteAmbiguousMails(db, ages, limit)
    },
    mails: (limit) => deleteSettledMails(db, daysAgo(mailMemoryDays), limit),
  }
}
