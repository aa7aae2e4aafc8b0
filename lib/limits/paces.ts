import "server-only"
import type { Limit, Pace } from "./hit-limits"

const minute = 60
const hour = 60 * minute
const day = 24 * hour

const pace = (
  free: number,
  [firstWaitSeconds, longestWaitSeconds]: [number, number],
  memorySeconds: number,
) => ({
  free,
  firstWaitSeconds,
  longestWaitSeconds,
  memorySeconds,
})

/**
 * Every limit of the product: free attempts, first and longest wait, and when it is forgotten. The table in
 * docs/security.md.
 */
export const paces = {
  "sign-in-place": pace(5, [30, 15 * minute], day),
  "sign-in-place-56": pace(10, [30, 15 * minute], day),
  "sign-in-place-48": pace(20, [30, 15 * minute], day),
  "sign-in-from": pace(50, [10, 5 * minute], hour),
  "sign-in-from-56": pace(100, [10, 5 * minute], hour),
  "sign-in-from-48": pace(200, [10, 5 * minute], hour),
  "sign-in": pace(100, [minute, 15 * minute], day),
  "sign-in-device": pace(10, [30, 15 * minute], day),
  /** Counted under the key of "sign-in", where places cannot be distinguished. */
  "sign-in-without-place": pace(10, [30, 5 * minute], hour),
  "password-check": pace(5, [30, 15 * minute], day),
  "sign-up": pace(3, [hour, hour], hour),
  "sign-up-from": pace(20, [minute, 15 * minute], hour),
  "sign-up-from-56": pace(40, [minute, 15 * minute], hour),
  "sign-up-from-48": pace(80, [minute, 15 * minute], hour),
  /** Receipts to one mailbox; past it a message is stored all the same. */
  contact: pace(3, [hour, day], day),
  "contact-of-customer": pace(5, [10 * minute, hour], day),
  "contact-from": pace(5, [10 * minute, hour], day),
  "contact-from-56": pace(10, [10 * minute, hour], day),
  "contact-from-48": pace(20, [10 * minute, hour], day),
  "email-change": pace(5, [day, day], day),
  "email-change-to": pace(3, [hour, hour], hour),
  "link-smartcard": pace(20, [5 * minute, hour], day),
  export: pace(10, [minute, hour], day),
  "mail-invoice": pace(3, [10 * minute, hour], day),
  /** Only for a new payment; the page of one that is open is found again without a limit. */
  "start-payment": pace(10, [10 * minute, hour], hour),
  /** Only for a PDF that is not kept yet; one that is kept is read without a limit. */
  "make-invoice-pdf": pace(20, [30, 15 * minute], hour),
  "invoices-of-year": pace(10, [minute, hour], day),
  "refresh-signal": pace(2, [15 * minute, 2 * hour], day),
  /** Addresses of one customer's calendar. */
  "make-calendar": pace(10, [minute, hour], day),
  "trust-address": pace(3, [hour, day], 7 * day),
} satisfies Record<string, Pace>

/** The limit of an action for one address, customer or place. */
export const limitOf = (what: keyof typeof paces, who: string): Limit => ({ what, who, ...paces[what] })
