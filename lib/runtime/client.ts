/** Where a request comes from. */
export type Client = {
  /** Null when no trusted header is configured: clients can write every other header themselves. */
  readonly ip: string | null
  readonly userAgent: string
  /** SHA-256 of the key in the device cookie, which an earlier sign-in set; null without one. */
  readonly deviceHash: Uint8Array | null
  /** SHA-256 of the keys that the browser got for the sign-ups that it made. */
  readonly signUpHashes: readonly Uint8Array[]
}

/** A client whose browser has the device cookie. */
export type KnownClient = Client & { readonly deviceHash: Uint8Array }
