import "server-only"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { resetLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { mailCustomerLink } from "./mail-customer-link"

/**
 * Mails a reset link if the address has an account, at once and then at most every 20 minutes. It is never
 * refused: a link with at least 40 minutes to live is in the inbox or arrives now.
 */
export const requestPasswordReset = (app: App, email: EmailAddress): Promise<void> =>
  mailCustomerLink(app, { kind: "password-reset", email, lifetimeMinutes: resetLifetimeMinutes })
