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
  /** Another link of a sign-up, for all who only know the address: per mailbox. */
  "resend-activation": { burst: 1, everySeconds: linkIntervalMinutes * minute },
  /** The same for who proves to have signed up: per sign-up, so that strangers cannot spend it. */
  "resend-own-activation": { burst: 1, everySeconds: linkIntervalMinutes * minute },
  /** Strangers prove their own sign-ups of an address: this bounds the mails that these cause. */
  "resend-own-activation-later": { burst: 3, everySeconds: 8 * hour },
  /** Messages of the contact form: what the operator's people can read, and no flood of rows. */
  "contact-in-all": { burst: 100, everySeconds: minute },
  /** An alarm in the log, so that a flood does not fill it. */
  alarm: { burst: 1, everySeconds: hour },
  /** One PDF takes about 45 ms of a processor: ten a second are half a processor. */
  "make-invoice-pdf-in-all": { burst: 100, everySeconds: 0.1 },
  /**
   * Stripe takes 100 requests a second from an account; a payment costs up to five (start, webhook, return
   * page, job, refund). Ten a second leave half of them to the rest.
   */
  "start-payment-in-all": { burst: 100, everySeconds: 0.1 },
} satisfies Record<string, Budget>

/** The budget of an action for one address or customer. */
export const budgetOf = (what: keyof typeof budgets, who: string): Limit & Budget => ({
  what,
  who,
  ...budgets[what],
})

/** A budget that all customers and strangers share. */
export const budgetInAll = (what: keyof typeof budgets & `${string}-in-all`): Limit & Budget =>
  budgetOf(what, "everyone")

/** The budget of all mails to people who are not customers yet; the operator sets it. */
export const unsolicitedMails = (amountPerHour: number): Limit & Budget => ({
  what: "unsolicited-mails",
  who: "everyone",
  ...perHour(amountPerHour),
})
