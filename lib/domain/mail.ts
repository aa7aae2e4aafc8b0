import type { CustomerId, EmailAddress, InvoiceId, SubscriptionId } from "./ids/brand"
import type { CivilDate } from "./time/civil-date"

export type MailLane = "security" | "orders" | "reminders"

/** One package that ends soon, as the reminder tells it. */
export type ExpiringPackage = {
  /** Missing in mails from before it was written down. */
  readonly subscriptionId?: SubscriptionId
  readonly packageName: string
  /** The customer's own name for the card; empty when they gave none. */
  readonly smartcardLabel: string
  readonly lastFour: string
  /** The last day on which it runs, in Bucharest. */
  readonly lastDay: CivilDate
  readonly daysLeft: number
  /** Of the same offer, or of the package's shortest current one; null when it is no longer sold. */
  readonly priceBani: number | null
  /** A paid one waits for the same package on the same card. */
  readonly hasReady: boolean
  /** Where the waiting one is started. */
  readonly activatePath?: string | null
  /** Where the same is ordered again, everything chosen; null when it is not sold. */
  readonly renewPath: string | null
}

/** Every mail we send, with what its template needs. Tokens stand here until the mail is settled, then all is erased. */
export type MailContent =
  | { readonly kind: "activation"; readonly props: { fullName: string; token: string } }
  | {
      readonly kind: "account-exists"
      readonly props: { fullName: string; asked: "sign-up" | "email-change" }
    }
  | { readonly kind: "password-reset"; readonly props: { fullName: string; token: string } }
  /** `everywhere`: this browser was signed out too. */
  | {
      readonly kind: "password-changed"
      readonly props: { fullName: string; changedAt: string; everywhere: boolean }
    }
  | {
      readonly kind: "new-sign-in"
      readonly props: { fullName: string; signedInAt: string; device: string; shortIp: string }
    }
  /** To the new address. */
  | { readonly kind: "email-change"; readonly props: { fullName: string; token: string } }
  /** To the old address. */
  | {
      readonly kind: "email-change-requested" | "email-changed"
      readonly props: { fullName: string; newEmail: string; at: string }
    }
  | { readonly kind: "account-closed"; readonly props: { fullName: string; closedAt: string } }
  | {
      readonly kind: "order-paid"
      readonly props: {
        fullName: string
        orderId: string
        number: number
        totalBani: number
        /** "FS 12" */
        invoice: string
        invoiceIds?: readonly InvoiceId[]
        items: readonly {
          packageName: string
          months: number
          cardName: string
          priceBani: number
          /** Where it is started. */
          activatePath?: string | undefined
        }[]
      }
    }
  /** A withdrawal, acknowledged at once: its declaration word for word, date, time and number. */
  | {
      readonly kind: "withdrawal"
      readonly props: {
        fullName: string
        orderId: string
        number: number
        at: string
        content: string
        refundBani: number
        storno: string
        invoiceIds: readonly InvoiceId[]
      }
    }
  /** The operator gave money back. */
  | {
      readonly kind: "order-refunded"
      readonly props: {
        fullName: string
        orderId: string
        number: number
        refundBani: number
        storno: string
        items: readonly { packageName: string; months: number; cardName: string; priceBani: number }[]
        invoiceIds: readonly InvoiceId[]
      }
    }
  /** An invoice once more, because the customer asked for it. */
  | {
      readonly kind: "invoice"
      readonly props: { fullName: string; title: string; invoiceIds: readonly InvoiceId[] }
    }
  /** The operator's system refused to start it: it waits again. */
  | {
      readonly kind: "activation-refused"
      readonly props: { fullName: string; packageName: string; lastFour: string; subscriptionId: string }
    }
  | {
      readonly kind: "smartcard-replaced"
      readonly props: { fullName: string; lastFour: string; newLastFour: string }
    }
  | { readonly kind: "smartcard-released"; readonly props: { fullName: string; lastFour: string } }
  /** Money that did not fit its order went back; `amount` in the smallest unit of `currency` ("ron"). */
  | {
      readonly kind: "payment-refunded"
      readonly props: { fullName: string; orderId: string; number: number; amount: number; currency: string }
    }
  | {
      readonly kind: "expiry-alert"
      readonly props: {
        fullName: string
        packages: readonly ExpiringPackage[]
        /** Turns reminders off without signing in. */
        unsubscribeToken?: string
      }
    }

export type MailKind = MailContent["kind"]

export type NewMail = MailContent & {
  readonly recipient: EmailAddress
  readonly customerId?: CustomerId
  /** One mail for one cause: a second with the same key is not stored. */
  readonly dedupeKey: string
  /** Past this the mail is dropped instead of sent: its link would no longer work. */
  readonly expiresAt?: Date | undefined
}

export const lanes = {
  activation: "security",
  "account-exists": "security",
  "password-reset": "security",
  "password-changed": "security",
  "new-sign-in": "security",
  "email-change": "security",
  "email-change-requested": "security",
  "email-changed": "security",
  "account-closed": "security",
  "order-paid": "orders",
  "activation-refused": "orders",
  "smartcard-replaced": "orders",
  "smartcard-released": "orders",
  withdrawal: "orders",
  "order-refunded": "orders",
  invoice: "orders",
  "payment-refunded": "orders",
  "expiry-alert": "reminders",
} as const satisfies Record<MailKind, MailLane>

/** The invoices that go with a mail, as PDF. */
export const attachedInvoices = ({ props }: MailContent): readonly InvoiceId[] =>
  "invoiceIds" in props && props.invoiceIds ? props.invoiceIds : []

/** The order in which waiting mails are sent: a lower lane never delays a higher one. */
export const lanePriority = { security: 0, orders: 1, reminders: 2 } as const satisfies Record<
  MailLane,
  number
>
