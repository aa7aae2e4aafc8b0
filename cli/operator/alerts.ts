import { alertsStatus } from "@/lib/alerts/alerts-status"
import { previewAlerts } from "@/lib/alerts/preview-alerts"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { formatDate, formatInstant } from "@/lib/domain/time/civil-date"
import { unsolicitedPercent } from "@/lib/limits/limit-unsolicited"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { retryMail } from "@/lib/outbox/retry-mail"
import { print, printError } from "../print"
import type { Refused } from "./refused"

export async function runAlerts(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, value, ...more] = words
  if (more.length > 0) return "usage"
  if (verb === "status" && value === undefined) return status(app)
  if (verb === "preview") return preview(app, value)
  if (verb === "retry" && value) {
    const id = parseId<OutboxMailId>(value)
    return id ? retry(app, id) : refusals["not-found"]
  }
  return "usage"
}

const stops = {
  rate: "the provider asked to wait",
  quota: "the quota is used up, or the account is not usable",
  sender: "the provider refuses MAIL_FROM",
} as const

async function status(app: App): Promise<Refused> {
  const { due, waiting, oldestWaiting, sent, failed, ambiguous, dead, pause } = await alertsStatus(app)
  if (pause) {
    const { cause, reason, since, until } = pause
    print(
      `STOPPED since ${formatInstant(since)}, next try after ${formatInstant(until)}: ${stops[cause]}`,
      `the provider's answer: ${reason}`,
    )
  }
  print(`due and not announced: ${due}`)
  print(`waiting: ${waiting}${oldestWaiting ? `, the oldest since ${formatInstant(oldestWaiting)}` : ""}`)
  print(`sent today: ${sent}`)
  print(`failed: ${failed}`)
  print(`ambiguous: ${ambiguous}`)
  print(`budget of mails to people who are not customers: ${await unsolicitedPercent(app)} % spent`)
  for (const { id, kind, status: state, recipient, createdAt, lastError } of dead) {
    print(
      `${id}  ${formatInstant(createdAt)}  ${state}  ${kind} to ${recipient}: ${lastError ?? "no reason"}`,
    )
  }
  return undefined
}

const progressEvery = 10_000

async function preview(app: App, written: string | undefined): Promise<Refused> {
  const at = written === undefined ? app.now() : instantOf(written)
  if (!at) return "That is not an instant. Write it as 2026-12-24T07:00Z."
  let customers = 0
  let packages = 0
  for await (const one of previewAlerts(app, at)) {
    customers += 1
    packages += one.packages.length
    print(one.email, ...one.packages.map(packageLine))
    if (customers % progressEvery === 0) printError(`${customers} customers …`)
  }
  print(`${customers} mails about ${packages} packages at ${formatInstant(at)}. Nothing was sent.`)
  return undefined
}

function packageLine(one: ExpiringPackage): string {
  const { packageName, lastFour, lastDay, daysLeft, hasReady, renewPath } = one
  const help = hasReady ? "Activează" : renewPath ? "Reînnoiește" : "no button"
  return `${packageName} on …${lastFour}, last day ${formatDate(lastDay)} (${daysLeft} days left): ${help}`
}

/** ISO 8601 with an offset; without one, JavaScript would use the time zone of this machine. */
function instantOf(written: string): Date | null {
  const at = new Date(written)
  const isWhole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/.test(written)
  return isWhole && !Number.isNaN(at.getTime()) ? at : null
}

const refusals = {
  "not-found": "There is no mail with that id. Nothing was changed.",
  "not-dead":
    "That mail is neither failed nor ambiguous, or its reminder is announced again already. Nothing was changed.",
  erased:
    "That mail failed and its text is erased: the customer has to request it again. Nothing was changed.",
} as const

async function retry(app: App, id: OutboxMailId): Promise<Refused> {
  const retried = await retryMail(app, id)
  if (!retried.ok) return refusals[retried.reason]
  if (retried.value === "announced") {
    print("The next run of the expiry alerts sends a new reminder.")
    return undefined
  }
  const { sent, failed } = await deliverOutbox(app, { budgetMs: 30_000 })
  print(`Sent once more under a new key: ${sent} sent, ${failed} failed.`)
  return undefined
}
