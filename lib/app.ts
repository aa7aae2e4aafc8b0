import type { Db } from "@/db/client"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import type { EntitlementGateway } from "@/lib/entitlements/gateway"
import type { MailContext, MailTransport } from "@/lib/mail/transport"
import type { PaymentProvider } from "@/lib/payments/provider"
import type { Deadline } from "@/lib/runtime/deadline"
import type { PurposeKeys } from "@/lib/runtime/purpose-keys"

/**
 * Everything that a use case depends on. Built once by lib/app-context.ts; a test builds an object of its
 * own.
 */
export type App = {
  readonly db: Db
  readonly mail: MailTransport & { readonly context: MailContext }
  readonly payments: PaymentProvider
  readonly entitlements: EntitlementGateway
  /** The clock. Use cases read the time here and pass it on, also to SQL. */
  readonly now: () => Date
  /** The end of a time budget in milliseconds, on the same clock. */
  readonly deadline: (budgetMs: number) => Deadline
  /** The person who runs this command; undefined in a process that serves customers. */
  readonly operatorName: OperatorName | undefined
  /** The budget of mails to people who are not customers yet: sign-ups, their links, new addresses. */
  readonly unsolicitedMailsPerHour: number
  readonly secrets: {
    /** Sign the link that turns reminders off. The first key signs, each of them verifies. */
    readonly unsubscribe: { readonly keys: PurposeKeys; readonly ofEarlierVersions: readonly string[] }
    /** Hides whom a limit counts. Derived from the first secret alone: a new one starts fresh counts. */
    readonly limits: Buffer
    /** Make the addresses of calendars from their seeds. The first key makes, each of them reads. */
    readonly calendar: PurposeKeys
  }
}
