import "server-only"
import type { App } from "@/lib/app"
import { unsolicitedMails } from "./budgets"
import { findRefusal, hitAllOrNone, type Limit, spentShare, type TooMany } from "./hit-limits"
import { warnAtHalf } from "./warn-at-half"

export type MailsPaused = { readonly ok: false; readonly reason: "mails-paused" }
const paused: MailsPaused = { ok: false, reason: "mails-paused" }

/** The budget of all mails to people who are not customers yet: sign-ups, their links, new addresses. */
export const unsolicitedBudget = ({ unsolicitedMailsPerHour }: Pick<App, "unsolicitedMailsPerHour">) =>
  unsolicitedMails(unsolicitedMailsPerHour)

/**
 * Counts one mail to a person who is not a customer yet, at these limits and at the budget of all such mails.
 * `mails-paused`: that budget is spent, for every address alike. Takes the App, not a transaction: a rollback
 * must not take the count back.
 */
export async function limitUnsolicited(
  app: App,
  limits: readonly Limit[],
): Promise<TooMany | MailsPaused | null> {
  const inAll = unsolicitedBudget(app)
  if (await findRefusal(app, inAll)) return paused
  const refusal = await hitAllOrNone(app, [...limits, inAll])
  if (!refusal) await warnAtHalf(app, inAll)
  return refusal
}

/** Whether the budget of all such mails is spent. Counts nothing, and asks about no address. */
export async function findPause(app: App): Promise<MailsPaused | null> {
  const inAll = unsolicitedBudget(app)
  await warnAtHalf(app, inAll)
  return (await findRefusal(app, inAll)) && paused
}

/** How much of that budget is spent now, for the operator. */
export async function unsolicitedPercent(app: App): Promise<number> {
  return Math.round(100 * (await spentShare(app, unsolicitedBudget(app))))
}
