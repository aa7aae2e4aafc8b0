import type { SubscriptionId } from "./ids/brand"
import type { CivilDate } from "./time/civil-date"

export type MailLane = "security" | "orders" | "reminders"

/** Waiting mails are sent by lane, the lowest number (the most urgent) first. */
export const lanePriority = { security: 0, orders: 1, reminders: 2 } as const satisfies Record<
  MailLane,
  number
>

/** Each kind has a definition in `emails/`, listed in `emails/registry.ts`. */
export type MailKind =
  | "activation"
  | "account-exists"
  | "password-reset"
  | "sign-in-link"
  | "password-changed"
  | "new-sign-in"
  | "email-change"
  | "email-change-requested"
  | "email-changed"
  | "account-closed"
  | "order-paid"
  | "activation-refused"
  | "smartcard-replaced"
  | "smartcard-released"
  | "smartcard-added"
  | "smartcard-removed"
  | "calendar-address"
  | "package-moved"
  | "period-moved"
  | "withdrawal"
  | "order-refunded"
  | "order-undone"
  | "invoice"
  | "payment-refunded"
  | "payment-declined"
  | "contact-received"
  | "expiry-alert"

/** One package in a reminder. */
export type ExpiringPackage = {
  /** Null in mails stored before it was kept: they are sent without a second check. */
  readonly subscriptionId: SubscriptionId | null
  readonly packageName: string
  /** The customer's name for the card; empty if they gave none. */
  readonly smartcardLabel: string
  readonly lastFour: string
  /** The last day on which it runs, in Bucharest. */
  readonly lastDay: CivilDate
  readonly daysLeft: number
  /** Of the same offer, or of the package's shortest current one; null if it is no longer sold. */
  readonly priceBani: number | null
  /** The customer has paid for the same package on the same card and not activated it. */
  readonly hasReady: boolean
  /** The page that activates it. Null if there is none, and in mails stored before it was kept. */
  readonly activatePath: string | null
  /** The page that orders the same offer again; null if it is not sold. */
  readonly renewPath: string | null
}
