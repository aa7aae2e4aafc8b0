import type { App } from "@/lib/app"
import type { CustomerId, Serial } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { parseSerial } from "@/lib/domain/packages/serial"
import { newSmartcardsPerDay } from "@/lib/domain/packages/smartcard-limits"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { env } from "@/lib/env"
import { allowSmartcards } from "@/lib/smartcards/allow-smartcards"
import { listNeighbourRuns } from "@/lib/smartcards/list-neighbour-runs"
import { releaseSmartcard } from "@/lib/smartcards/release-smartcard"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runSmartcards(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, ...given] = words
  if (verb === undefined) return list(app)
  if (verb === "allow") return allow(app, given)
  const serials = given.map((text) => parseSerial(text, env().SERIAL_LENGTH))
  if (serials.includes(null)) return `A serial has ${env().SERIAL_LENGTH} digits. Nothing was changed.`
  const [first, second, ...more] = serials
  if (verb === "replace" && first && second && more.length === 0)
    return replace(app, { from: first, to: second })
  if (verb === "release" && first && !second) return release(app, first)
  return "usage"
}

async function list(app: App): Promise<Refused> {
  const runs = await listNeighbourRuns(app)
  if (runs.length === 0) print("No run of neighbouring serials was added lately.")
  for (const { firstSerial, lastSerial, cards, lastAt, mailboxes, customerIds } of runs) {
    const people = `${mailboxes} mailboxes, the last on ${formatInstant(lastAt)}; accounts still open:`
    print(`${firstSerial} to ${lastSerial}  ${cards} cards by ${people}`, ...customerIds)
  }
  return undefined
}

const mostAllowed = 10_000

async function allow(app: App, [id, number, ...more]: readonly string[]): Promise<Refused> {
  const allowed = Number(number)
  if (!id || more.length > 0 || !Number.isInteger(allowed) || allowed < 1 || allowed > mostAllowed)
    return "usage"
  const customerId = parseId<CustomerId>(id)
  const set = customerId && (await allowSmartcards(app, { customerId, allowed }))
  if (!set?.ok) return "There is no customer with that id. Nothing was changed."
  print(`That account may hold ${allowed} cards; ${newSmartcardsPerDay} new ones a day, as before.`)
  return undefined
}

const refusals = {
  "unknown-from": "The old card is not in the registry. Nothing was changed.",
  "unknown-to": "The new card is not in the registry. Nothing was changed.",
  same: "Both are the same card. Nothing was changed.",
  "to-blocked": "The new card is blocked. Nothing was changed.",
  "to-held": "The new card is held by another account. Nothing was changed.",
  "to-has-same-package": "The new card has a package of the old one at the same time. Nothing was changed.",
} as const

async function replace(app: App, cards: { readonly from: Serial; readonly to: Serial }): Promise<Refused> {
  const replaced = await replaceSmartcard(app, cards)
  if (!replaced.ok) return refusals[replaced.reason]
  const { left } = await deliverCommands(app)
  print(`${replaced.value} packages moved to ${cards.to}; ${cards.from} is blocked; its holder is mailed.`)
  if (left > 0) print(`${left} commands are pending: the entitlements job sends them.`)
  return undefined
}

async function release(app: App, serial: Serial): Promise<Refused> {
  const released = await releaseSmartcard(app, serial)
  if (!released.ok && released.reason === "unknown")
    return "The card is not in the registry. Nothing was changed."
  if (!released.ok) return "No account holds that card. Nothing was changed."
  print(`${serial} can be added to an account again; its former holder is mailed.`)
  return undefined
}
