import type { App } from "@/lib/app"
import type { Serial } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { env } from "@/lib/env"
import { releaseSmartcard } from "@/lib/smartcards/release-smartcard"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import type { Refused } from "./refused"

export async function runSmartcards(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, ...given] = words
  const serials = given.map((text) => parseSerial(text, env().SERIAL_LENGTH))
  if (serials.includes(null)) return `A serial has ${env().SERIAL_LENGTH} digits. Nothing was changed.`
  const [first, second, ...more] = serials
  if (verb === "replace" && first && second && more.length === 0)
    return replace(app, { from: first, to: second })
  if (verb === "release" && first && !second) return release(app, first)
  return "usage"
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
  console.log(
    `${replaced.value} packages moved to ${cards.to}; ${cards.from} is blocked; its holder is mailed.`,
  )
  if (left > 0) console.log(`${left} commands are pending: the entitlements job sends them.`)
  return undefined
}

async function release(app: App, serial: Serial): Promise<Refused> {
  const released = await releaseSmartcard(app, serial)
  if (!released.ok && released.reason === "unknown")
    return "The card is not in the registry. Nothing was changed."
  if (!released.ok) return "No account holds that card. Nothing was changed."
  console.log(`${serial} can be added to an account again; its former holder is mailed.`)
  return undefined
}
