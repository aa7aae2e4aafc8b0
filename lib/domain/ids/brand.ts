declare const brand: unique symbol

/** A base type with a name. Only parsers make branded values; code below the edge takes no plain string. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

export type CustomerId = Brand<string, "CustomerId">
export type SessionId = Brand<string, "SessionId">
export type SignUpId = Brand<string, "SignUpId">
export type SmartcardId = Brand<string, "SmartcardId">
export type SmartcardLinkId = Brand<string, "SmartcardLinkId">
export type PackageId = Brand<string, "PackageId">
export type OfferId = Brand<string, "OfferId">
export type SubscriptionId = Brand<string, "SubscriptionId">
export type EntitlementCommandId = Brand<string, "EntitlementCommandId">
export type BillingProfileId = Brand<string, "BillingProfileId">
/**
 * One confirmation page. It is unique on orders, so that a repeated post of the page creates no second order.
 */
export type CheckoutId = Brand<string, "CheckoutId">
export type OrderId = Brand<string, "OrderId">
export type PaymentId = Brand<string, "PaymentId">
/** The payment provider's checkout session; `SessionId` is a customer's sign-in. */
export type ProviderSessionId = Brand<string, "ProviderSessionId">
export type RefundId = Brand<string, "RefundId">
export type InvoiceId = Brand<string, "InvoiceId">
export type WithdrawalId = Brand<string, "WithdrawalId">
export type OutboxMailId = Brand<string, "OutboxMailId">
export type ContactRequestId = Brand<string, "ContactRequestId">

/** A canonical e-mail address. Made by `parseEmailAddress`. */
export type EmailAddress = Brand<string, "EmailAddress">
/** The digits of a smartcard's serial. Made by `parseSerial`. */
export type Serial = Brand<string, "Serial">
/** The one-time secret in a link: 32 random bytes as base64url. Must not be stored or logged. */
export type LinkToken = Brand<string, "LinkToken">
