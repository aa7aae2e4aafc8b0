import "server-only"
import {
  type ClaimedCommand,
  claimCommands,
  countWaitingCommands,
  flagOverdueCommands,
  isStillTrue,
  postponeCommand,
  settleCommand,
} from "@/db/queries/entitlement-commands"
import type { App } from "@/lib/app"
import { flagAfterMs, waitAfterAttempts } from "@/lib/domain/packages/entitlement"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import type { Deadline } from "@/lib/runtime/deadline"
import { log } from "@/lib/runtime/log"
import { refuseCommand } from "./refuse-command"
import { takeBackUnacknowledged } from "./take-back-unacknowledged"

/** Longer than the timeout of a request to the gateway. */
const leaseMs = minuteMs
const atOnce = 10

type Outcome = "acknowledged" | "refused" | "retried" | "skipped"
type Counts = Record<Outcome | "takenBack" | "flagged" | "left", number>

/**
 * Sends due commands to the operator's gateway; those of one card one after the other, in their sequence.
 * Runs may overlap, repeat or be missed. A command that is no longer true is superseded and not sent
 * (`skipped`). A refused first grant makes its subscription ready again and mails the customer; one that is
 * unacknowledged for a day is taken back. A command unacknowledged an hour after its start is flagged for the
 * operator, once.
 */
export async function deliverCommands(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Counts> {
  const deadline = app.deadline(budgetMs)
  const counts = { acknowledged: 0, refused: 0, retried: 0, skipped: 0, takenBack: 0, flagged: 0, left: 0 }
  // First, so that after an outage nothing is opened that has been owed for more than a day.
  counts.takenBack = await takeBackUnacknowledged(app)
  await sendDue(app, { deadline, counts })
  const overdue = await flagOverdueCommands(app.db, later(app.now(), -flagAfterMs), app.now())
  for (const { id } of overdue) log.error({ command: id }, "entitlement command unacknowledged for an hour")
  const { waiting } = await countWaitingCommands(app.db)
  return { ...counts, flagged: counts.flagged + overdue.length, left: waiting }
}

type Run = { readonly deadline: Deadline; readonly counts: Record<Outcome, number> }

async function sendDue(app: App, { deadline, counts }: Run): Promise<void> {
  while (!deadline.hasPassed()) {
    const now = app.now()
    const claimed = await claimCommands(app.db, { limit: atOnce, leaseUntil: later(now, leaseMs) }, now)
    if (claimed.length === 0) return
    const settled = await Promise.all(claimed.map((command) => deliverOne(app, command)))
    for (const outcome of settled) counts[outcome] += 1
  }
}

async function deliverOne(app: App, command: ClaimedCommand): Promise<Outcome> {
  if (!(await isStillTrue(app.db, command.id, app.now()))) {
    await settleCommand(app.db, { id: command.id, status: "superseded", detail: null }, app.now())
    return "skipped"
  }
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
  await refuseCommand(app, command, answer.reason)
  return "refused"
}
