import type { App } from "@/lib/app"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
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
  const retried = id && (await retryCommand(app, id))
  if (!retried?.ok) return "No command with that id is pending or refused. Nothing was changed."
  const { acknowledged, refused } = await deliverCommands(app)
  print(`Sent: ${acknowledged} acknowledged, ${refused} refused.`)
  return undefined
}

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
