import "server-only"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { signInLinkLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { mailCustomerLink } from "./mail-customer-link"

/**
 * Mails a link that lets a browser pass the limits that strangers used up, if the address has an account: at
 * once and then at most every 20 minutes. It is never refused: a link with at least 20 minutes to live is in
 * the inbox or arrives now.
 */
export const requestSignInLink = (app: App, email: EmailAddress): Promise<void> =>
  mailCustomerLink(app, { kind: "sign-in-link", email, lifetimeMinutes: signInLinkLifetimeMinutes })
