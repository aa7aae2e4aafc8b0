import type { App } from "@/lib/app"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { refuse } from "@/lib/domain/result"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { listCommandsToReview } from "@/lib/subscriptions/list-commands-to-review"
import { retryCommand } from "@/lib/subscriptions/retry-command"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runEntitlements(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, text, ...more] = words
  if (verb === undefined) return list(app)
  if (verb !== "retry" || !text || more.length > 0) return "usage"
  const id = parseId<EntitlementCommandId>(text)
  const retried = id ? await retryCommand(app, id) : refuse("not-waiting")
  if (!retried.ok) return refusals[retried.reason]
  const { acknowledged, refused } = await deliverCommands(app)
  print(`Sent: ${acknowledged} acknowledged, ${refused} refused.`)
  return undefined
}

const refusals = {
  "not-waiting": "No command with that id is pending or refused. Nothing was changed.",
  "no-longer-true":
    "The package was refunded, moved or taken back since, its period has ended, or the card was replaced. The command is not sent; it left the list.",
} as const

async function list(app: App): Promise<Refused> {
  const flagged = await listCommandsToReview(app)
  if (flagged.length === 0) print("No command needs a review.")
  for (const { id, type, serial, packageCode, startsAt, status, attempts, detail, email } of flagged) {
    print(
      `${id}  ${type} ${packageCode} on ${serial}, from ${formatInstant(startsAt)}  ${email ?? "no account"}`,
      `${status} after ${attempts} attempts${detail ? `: ${detail}` : ""}`,
    )
  }
  return undefined
}
