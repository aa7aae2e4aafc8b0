declare const brand: unique symbol

/** A value that was checked at the edge: below it nobody accepts the bare type. */
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
export type OrderId = Brand<string, "OrderId">
export type PaymentId = Brand<string, "PaymentId">
/** The payment provider's checkout session; `SessionId` is a customer's sign-in. */
export type ProviderSessionId = Brand<string, "ProviderSessionId">
export type RefundId = Brand<string, "RefundId">
export type InvoiceId = Brand<string, "InvoiceId">
export type WithdrawalId = Brand<string, "WithdrawalId">
export type OutboxMailId = Brand<string, "OutboxMailId">

/** A canonical e-mail address: made only by `parseEmailAddress`. */
export type EmailAddress = Brand<string, "EmailAddress">
/** The digits of a smartcard: made only by `parseSerial`. */
export type Serial = Brand<string, "Serial">
/** A one-time secret as it stands in a link (base64url of 32 random bytes); never stored, never logged. */
export type LinkToken = Brand<string, "LinkToken">
