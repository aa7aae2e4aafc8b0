import "server-only"
import {
  type ClaimedCommand,
  claimCommands,
  countWaitingCommands,
  flagCommand,
  flagOverdueCommands,
  postponeCommand,
  settleCommand,
  wasGranted,
} from "@/db/queries/entitlement-commands"
import { findBuyer } from "@/db/queries/own-subscriptions"
import { takeBackActivation } from "@/db/queries/subscriptions"
import type { App } from "@/lib/app"
import { flagAfterMs, waitAfterAttempts } from "@/lib/domain/packages/entitlement"
import { lastFour } from "@/lib/domain/packages/serial"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { log } from "@/lib/runtime/log"

/** Longer than the timeout of a request to the gateway. */
const leaseMs = minuteMs
const atOnce = 10

type Counts = Record<"acknowledged" | "refused" | "retried" | "flagged" | "left", number>

/**
 * Sends due commands to the operator's gateway; those of one subscription one after the other. Runs may
 * overlap, repeat or be missed. A refused first grant makes its subscription ready again and mails the
 * customer. A command unacknowledged an hour after its start is flagged for the operator, once.
 */
export async function deliverCommands(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Counts> {
  const deadline = app.deadline(budgetMs)
  const counts = { acknowledged: 0, refused: 0, retried: 0, flagged: 0, left: 0 }
  while (!deadline.hasPassed()) {
    const now = app.now()
    const claimed = await claimCommands(app.db, { limit: atOnce, leaseUntil: later(now, leaseMs) }, now)
    if (claimed.length === 0) break
    const settled = await Promise.all(claimed.map((command) => deliverOne(app, command)))
    for (const outcome of settled) counts[outcome] += 1
  }
  const overdue = await flagOverdueCommands(app.db, later(app.now(), -flagAfterMs), app.now())
  for (const { id } of overdue) log.error({ command: id }, "entitlement command unacknowledged for an hour")
  const { waiting } = await countWaitingCommands(app.db)
  return { ...counts, flagged: counts.flagged + overdue.length, left: waiting }
}

async function deliverOne(
  app: App,
  command: ClaimedCommand,
): Promise<"acknowledged" | "refused" | "retried"> {
  const answer = await app.entitlements.send(command)
  const now = app.now()
  if (answer.kind === "away") {
    const nextAttemptAt = later(now, waitAfterAttempts(command.attempts))
    await postponeCommand(app.db, command.id, { nextAttemptAt, detail: answer.detail })
    return "retried"
  }
  if (answer.kind === "acknowledged") {
    await settleCommand(app.db, { id: command.id, status: "acknowledged", detail: null }, now)
    return "acknowledged"
  }
  await refuse(app, command, answer.reason)
  return "refused"
}

/** A refused first grant makes the subscription ready again; any other refused command is flagged. */
async function refuse(app: App, command: ClaimedCommand, reason: string): Promise<void> {
  const now = app.now()
  const { id, subscriptionId, type, packageCode } = command
  await app.db.transaction(async (tx) => {
    if (!(await settleCommand(tx, { id, status: "refused", detail: reason }, now))) return
    const isGivenBack =
      type === "grant" &&
      !(await wasGranted(tx, subscriptionId)) &&
      (await takeBackActivation(tx, subscriptionId))
    log.error({ command: id, type, packageCode, isGivenBack }, "entitlement command refused")
    if (!isGivenBack) return flagCommand(tx, id, now)
    const bought = await findBuyer(tx, subscriptionId)
    if (!bought?.customerId) return
    const { customerId, packageName, serial } = bought
    const props = { packageName, lastFour: lastFour(serial), subscriptionId }
    const dedupeKey = `activation-refused:${id}`
    await enqueueMailTo(tx, { kind: "activation-refused", props, customerId, dedupeKey }, now)
  })
}
