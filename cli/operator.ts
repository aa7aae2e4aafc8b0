/**
 * `npm run operator -- payments|orders|smartcards|entitlements|alerts`: what the operator does by hand. Acts on the deployment that the environment names, or without one on the
 * `npm start` that runs here.
 */
import { parseArgs } from "node:util"
import { closeDb } from "@/db/client"
import { app as realApp } from "@/lib/app-context"
import { adoptRunningEnvironment } from "@/scripts/lib/running-environment"
import { runAlerts } from "./operator/alerts"
import { runEntitlements } from "./operator/entitlements"
import { runOrders } from "./operator/orders"
import { runPayments } from "./operator/payments"
import { runSmartcards } from "./operator/smartcards"

const commands = {
  payments: runPayments,
  orders: runOrders,
  smartcards: runSmartcards,
  entitlements: runEntitlements,
  alerts: runAlerts,
}

const usage = `Usage:
  npm run operator -- payments                what has to be looked at: money that does not fit its order, disputes
  npm run operator -- payments accept ID      take it for the order's
  npm run operator -- payments refund ID      send it back
  npm run operator -- payments retry REFUND   a refund that failed, once more
  npm run operator -- orders refund NUMBER [LINE …]   what was not activated of it, or those lines (from 1): storno, money back, mail
  npm run operator -- smartcards replace OLD NEW   everything of the old card moves to the new one; the old one is blocked
  npm run operator -- smartcards release SERIAL    frees a card that the wrong account holds, and tells that account
  npm run operator -- entitlements            commands that the gateway refused or did not acknowledge
  npm run operator -- entitlements retry ID   send one again
  npm run operator -- alerts status           due, waiting, sent today, failed, of unknown outcome, the oldest
  npm run operator -- alerts preview [--at 2026-12-24T07:00Z]   who would get what; nothing is sent
  npm run operator -- alerts retry ID         a mail that failed or is of unknown outcome, again`

process.exitCode = await main()

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { at: { type: "string" } } })
  const [name, ...words] = values.at === undefined ? positionals : [...positionals, values.at]
  const command = Object.entries(commands).find(([one]) => one === name)?.[1]
  if (!command) return fail(usage)
  adoptRunningEnvironment()
  if (!process.env.DATABASE_URL)
    return fail("Set the environment, or start the product with npm start first.")
  const app = realApp()
  try {
    const refused = await command(app, words)
    if (refused === "usage") return fail(usage)
    return refused === undefined ? 0 : fail(refused)
  } finally {
    await closeDb(app.db)
  }
}

function fail(message: string): number {
  console.error(message)
  return 1
}
