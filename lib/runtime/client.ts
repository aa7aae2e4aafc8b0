/** Where a request comes from. */
export type Client = {
  /** Null when no trusted header is configured: clients can write every other header themselves. */
  readonly ip: string | null
  readonly userAgent: string
  /** SHA-256 of the keys in the device cookie: one for each account that signed in here lately. */
  readonly deviceHashes: readonly Uint8Array[]
  /** SHA-256 of the keys that the browser got for the sign-ups that it made. */
  readonly signUpHashes: readonly Uint8Array[]
}

/** A client whose browser gets another device key. */
export type KnownClient = Client & { readonly deviceHash: Uint8Array }
