import type { InvoiceId } from "@/lib/domain/ids/brand"
import type { MailKind } from "@/lib/domain/mail"
import { accountClosed } from "./account-closed"
import { accountExists } from "./account-exists"
import { activation } from "./activation"
import { activationRefused } from "./activation-refused"
import { calendarAddress } from "./calendar-address"
import { type ContactReceivedProps, contactReceived } from "./contact-received"
import type { MailDefinition } from "./definition"
import { emailChange } from "./email-change"
import { emailChangeRequested } from "./email-change-requested"
import { emailChanged } from "./email-changed"
import { expiryAlert } from "./expiry-alert"
import { invoice } from "./invoice"
import { newSignIn } from "./new-sign-in"
import { orderPaid } from "./order-paid"
import { orderRefunded } from "./order-refunded"
import { orderUndone } from "./order-undone"
import { packageMoved } from "./package-moved"
import { passwordChanged } from "./password-changed"
import { passwordReset } from "./password-reset"
import { paymentDeclined } from "./payment-declined"
import { paymentRefunded } from "./payment-refunded"
import { periodMoved } from "./period-moved"
import { signInLink } from "./sign-in-link"
import { smartcardAdded } from "./smartcard-added"
import { smartcardReleased } from "./smartcard-released"
import { smartcardRemoved } from "./smartcard-removed"
import { smartcardReplaced } from "./smartcard-replaced"
import { withdrawal } from "./withdrawal"

/** Do not rename a kind or a prop: mails stored by the running version must render in the next one. */
const definitions = {
  activation,
  "account-exists": accountExists,
  "password-reset": passwordReset,
  "sign-in-link": signInLink,
  "password-changed": passwordChanged,
  "new-sign-in": newSignIn,
  "email-change": emailChange,
  "email-change-requested": emailChangeRequested,
  "email-changed": emailChanged,
  "account-closed": accountClosed,
  "order-paid": orderPaid,
  "activation-refused": activationRefused,
  "smartcard-replaced": smartcardReplaced,
  "smartcard-released": smartcardReleased,
  "smartcard-added": smartcardAdded,
  "smartcard-removed": smartcardRemoved,
  "calendar-address": calendarAddress,
  "package-moved": packageMoved,
  "period-moved": periodMoved,
  withdrawal,
  "order-refunded": orderRefunded,
  "order-undone": orderUndone,
  invoice,
  "payment-refunded": paymentRefunded,
  "payment-declined": paymentDeclined,
  "contact-received": contactReceived,
  "expiry-alert": expiryAlert,
} satisfies { [Kind in MailKind]: DefinitionOf<Kind> & { readonly kind: Kind } }

/** Every mail greets its reader by name, but for the one that may go to an address of another. */
type DefinitionOf<Kind extends MailKind> = MailDefinition<
  Kind extends "contact-received" ? ContactReceivedProps : { readonly fullName: string }
>

/** A mail before it is rendered: its kind and the props of that kind. */
export type MailContent = {
  [Kind in MailKind]: {
    readonly kind: Kind
    readonly props: Parameters<(typeof definitions)[Kind]["write"]>[0]
  }
}[MailKind]

export const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(definitions, kind)

export const mailDefinition = (kind: MailKind): MailDefinition<MailContent["props"]> => definitions[kind]

export const attachedInvoices = ({ kind, props }: MailContent): readonly InvoiceId[] =>
  mailDefinition(kind).attachedInvoices?.(props) ?? []

/** Each variant of each kind. */
export const mailSamples = (): MailContent[] =>
  Object.values(definitions).flatMap(({ kind, samples }) =>
    samples.map((props) => ({ kind, props }) as MailContent),
  )
