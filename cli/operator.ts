/**
 * `npm run operator -- payments|orders|withdrawals|smartcards|entitlements|alerts|contact`: the operator's
 * manual commands, for the person whom OPERATOR_NAME names. Uses the deployment in the environment, or else
 * the `npm start` that runs here.
 */
import { parseArgs } from "node:util"
import { closeApp, operatorApp } from "@/lib/app-context"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import { adoptRunningEnvironment } from "@/scripts/lib/running-environment"
import { fail } from "./fail"
import { dispatch } from "./operator/dispatch"
import { runCommand } from "./run-command"

const usage = [
  "npm run operator -- payments                payments to review: wrong amounts, disputes, failed refunds",
  "npm run operator -- payments accept ID      accepts the payment for its order",
  "npm run operator -- payments refund ID      sends the money back",
  "npm run operator -- payments retry REFUND   tries a failed refund again",
  "npm run operator -- payments seen ID        takes a dispute or refund off the list until something new happens",
  "npm run operator -- orders refund NUMBER [LINE …]   refunds unactivated lines (all, or those counted from 1): storno and mail",
  "npm run operator -- orders undo NUMBER [LINE …]     undoes lines, activated ones too, whose money the bank took back; sends none",
  "npm run operator -- orders withdraw NUMBER [LINE …] --notified 2026-12-24   enters a withdrawal by letter or telephone, sent or made on that day",
  "npm run operator -- withdrawals             customers who withdrew from two whole orders or more in 90 days; those not informed to whom a part is owed",
  "npm run operator -- smartcards              runs of neighbouring serials that few accounts added in the last 7 days",
  "npm run operator -- smartcards allow CUSTOMER N  the account may hold N cards",
  "npm run operator -- smartcards replace OLD NEW   moves everything from the old card to the new one and blocks the old one",
  "npm run operator -- smartcards release SERIAL    takes a card out of the wrong account and mails that account",
  "npm run operator -- entitlements            commands that the gateway refused or has not acknowledged",
  "npm run operator -- entitlements retry ID   sends one command again",
  "npm run operator -- alerts status           due, waiting, sent today, failed, of unknown outcome, the oldest; the budget of mails to strangers",
  "npm run operator -- alerts preview [--at 2026-12-24T07:00Z]   who would get which reminder; sends nothing",
  "npm run operator -- contact                messages of the contact form that wait for an answer, overdue ones first",
  "npm run operator -- contact answered NUMBER     a message was answered: it leaves the list",
  "npm run operator -- alerts retry ID         sends a failed mail, or one of unknown outcome, again",
]

await runCommand(main)

async function main(operatorName: OperatorName): Promise<number> {
  const options = { at: { type: "string" }, notified: { type: "string" } } as const
  const { positionals, values } = parseArgs({ allowPositionals: true, options })
  const words = [...positionals, ...[values.at, values.notified].filter((value) => value !== undefined)]
  if (words.length === 0) return fail("Usage:", ...usage)
  adoptRunningEnvironment()
  if (!process.env.DATABASE_URL) return fail("Set the environment, or start the product with npm start.")
  const app = operatorApp(operatorName)
  try {
    const refused = await dispatch(app, words)
    if (refused === "usage") return fail("Usage:", ...usage)
    return refused === undefined ? 0 : fail(refused)
  } finally {
    await closeApp(app)
  }
}
