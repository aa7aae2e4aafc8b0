import "server-only"
import type { CustomerId, EmailAddress, SessionId } from "@/lib/domain/ids/brand"
import type { EmailTrouble } from "@/lib/domain/people/email-address"
import type { Client, KnownClient } from "@/lib/runtime/client"

export type SignedInCustomer = {
  readonly id: CustomerId
  readonly sessionId: SessionId
  readonly email: EmailAddress
  readonly fullName: string
  /** When the address was confirmed. */
  readonly customerSince: Date
  /** Mail to the address does not arrive. */
  readonly emailTrouble: EmailTrouble | null
}

export type NewSession = {
  readonly customerId: CustomerId
  /** SHA-256 of the key in the session's cookie. */
  readonly keyHash: Uint8Array
  readonly client: KnownClient
}

/** New keys for the browser of a signed-in customer. All are SHA-256. */
export type SessionRenewal = {
  /** Of the key that the request carried: of two renewals at once only one fits. */
  readonly oldKeyHash: Uint8Array
  readonly keyHash: Uint8Array
  readonly deviceHash: Uint8Array
}

export type EndedSession = {
  readonly keyHash: Uint8Array
  readonly client: Client
  /** Of the browser's next device key. */
  readonly deviceHash: Uint8Array
}

export type CookieConfig = {
  /** The first one encrypts and every one decrypts, so that secrets can be rotated. */
  readonly secrets: readonly [string, ...string[]]
  readonly https: boolean
}

/** What the composition root hands in. */
export type AuthParts = CookieConfig & {
  /** The lower-case name of the header in which a trusted proxy writes the client's IP address. */
  readonly trustedIpHeader: string | undefined
  findSession(keyHash: Uint8Array): Promise<SignedInCustomer | null>
  /** The customer of a session, also of one that is over. */
  findOwner(keyHash: Uint8Array): Promise<CustomerId | null>
  openSession(session: NewSession): Promise<void>
  /** The customer whose session was revoked; null if there was none. */
  endSession(session: EndedSession): Promise<CustomerId | null>
}
