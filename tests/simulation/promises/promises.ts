import { violations } from "@/tests/support/invariants"
import { breakPromise, type World } from "../world/world"
import { nothingClosedAway } from "./closing"
import { disputedMoney, disputeStored, listsEmpty } from "./disputes"
import { gatewayEqualsSubscriptions, pictureSoon } from "./gateway"
import { invoiceOrder, vatOfTheDay } from "./invoices"
import { lateMoneyListed, lateTransferListed } from "./late-transfers"
import { mailOnce, mailSent, mailSettled, noIsMailed } from "./mail"
import { booksBalance, providerMoney, providerRefunds } from "./money"
import { noHole, usedDays, wholeMonths } from "./periods"
import { handRefundOnce, refundArrives, refundSentence } from "./refunds"
import { endTold } from "./told"
import { nothingUnderWay } from "./under-way"
import { expressAsked, withdrawalOffered } from "./window"

/** Looks at the world outside and at the tables; a line for each case that breaks it. */
export type Promised = (world: World) => Promise<string[]> | string[]

/** What must hold at rest: faults off, and two days of jobs. None asks the product's own rules. */
const promises: Readonly<Record<string, Promised>> = {
  "provider-money": providerMoney,
  "provider-refunds": providerRefunds,
  "books-balance": booksBalance,
  "late-transfer-listed": lateTransferListed,
  "late-money-listed": lateMoneyListed,
  "refund-arrives": refundArrives,
  "refund-sentence": refundSentence,
  "hand-refund-once": handRefundOnce,
  "disputed-money": disputedMoney,
  "dispute-stored": disputeStored,
  "lists-empty": listsEmpty,
  "gateway-equals-subscriptions": gatewayEqualsSubscriptions,
  "picture-soon": pictureSoon,
  "no-hole": noHole,
  "used-days": usedDays,
  "whole-months": wholeMonths,
  "mail-once": mailOnce,
  "mail-settled": mailSettled,
  "mail-sent": mailSent,
  "no-is-mailed": noIsMailed,
  "end-told": endTold,
  "nothing-under-way": nothingUnderWay,
  "vat-of-the-day": vatOfTheDay,
  "invoice-order": invoiceOrder,
  "nothing-closed-away": nothingClosedAway,
  "express-asked": expressAsked,
  "withdrawal-offered": withdrawalOffered,
}

export async function checkPromises(world: World): Promise<void> {
  for (const [name, promised] of Object.entries(promises))
    for (const detail of await promised(world)) breakPromise(world, name, detail)
  for (const rule of await violations(world.app.db)) breakPromise(world, "invariant", rule)
}
