import { listFlaggedCommands, retryCommand } from "@/db/queries/entitlement-commands"
import type { App } from "@/lib/app"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import type { Refused } from "./refused"

const mostListed = 1_000

export async function runEntitlements(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, id, ...more] = words
  if (verb === undefined) return list(app)
  if (verb !== "retry" || !id || more.length > 0) return "usage"
  const retried = isUuid(id) && (await retryCommand(app.db, id as EntitlementCommandId, app.now()))
  if (!retried) return "There is no such command that waits or was refused. Nothing was changed."
  const { acknowledged, refused } = await deliverCommands(app)
  console.log(`Sent: ${acknowledged} acknowledged, ${refused} refused.`)
  return undefined
}

async function list(app: App): Promise<Refused> {
  const flagged = await listFlaggedCommands(app.db, mostListed)
  if (flagged.length === 0) console.log("Nothing has to be looked at.")
  for (const { id, type, serial, packageCode, startsAt, status, attempts, detail, email } of flagged) {
    console.log(
      [
        `${id}  ${type} ${packageCode} on ${serial}, from ${formatInstant(startsAt)}  ${email ?? "no account"}`,
        `${status} after ${attempts} attempts${detail ? `: ${detail}` : ""}`,
      ].join("\n  "),
    )
  }
  return undefined
}
