import "server-only"
import { linkIntervalMinutes } from "@/lib/domain/time/lifetimes"
import type { Budget, Limit } from "./hit-limits"

const minute = 60
const hour = 60 * minute

/**
 * A quarter at once and the rest spread evenly, so that no hour holds more than `amount`, and a flood leaves
 * a place for the next request every few seconds instead of none until the hour ends.
 */
export function perHour(amount: number): Budget {
  const burst = Math.ceil(amount / 4)
  return { burst, everySeconds: hour / Math.max(1, amount - burst) }
}

/**
 * Every budget of the product: how many at once, and how often one more after that. The second table of
 * docs/security.md.
 */
export const budgets = {
  /**
   * Mails that a stranger can cause to a customer: one link each, never refused, and no other request spends
   * them. A link outlives the next one, so that a fresh one is always in the inbox.
   */
  "password-reset": { burst: 1, everySeconds: linkIntervalMinutes * minute },
  "sign-in-link": { burst: 1, everySeconds: linkIntervalMinutes * minute },
  /** Another link of a sign-up, per mailbox. */
  "resend-activation": { burst: 1, everySeconds: linkIntervalMinutes * minute },
  /** An alarm in the log, so that a flood does not fill it. */
  alarm: { burst: 1, everySeconds: hour },
} satisfies Record<string, Budget>

/** The budget of an action for one address or customer. */
export const budgetOf = (what: keyof typeof budgets, who: string): Limit & Budget => ({
  what,
  who,
  ...budgets[what],
})

/** A budget that all customers and strangers share. */
export const budgetInAll = (what: string, budget: Budget): Limit & Budget => ({
  what,
  who: "everyone",
  ...budget,
})
