/** What is written down about accounts (decision 0014). */
export type AuditKind =
  | "signed-in"
  | "sign-in-failed"
  | "signed-out"
  | "account-activated"
  | "password-reset"
  | "password-changed"
  | "password-check-failed"
  | "email-change-requested"
  | "email-changed"
  | "profile-changed"
  | "preferences-changed"
  | "session-ended"
  | "other-sessions-ended"
  | "smartcard-linked"
  | "smartcard-unlinked"
  | "billing-profile-changed"
  | "data-exported"
  | "account-closed"
  | "package-activated"
  | "package-moved"
  | "smartcard-replaced"
  | "smartcard-released"
  | "payment-accepted"
  | "payment-refunded"

/** Particulars that are neither secret nor personal: which setting, the last four digits of a serial. */
export type AuditDetail = Readonly<Record<string, string | boolean>>
