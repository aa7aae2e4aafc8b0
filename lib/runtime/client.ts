/** Where a request comes from. */
export type Client = {
  /** Null without a trusted header: any other could be written by the client itself. */
  readonly ip: string | null
  readonly userAgent: string
  /** SHA-256 of the key that this browser kept from an earlier sign-in; null when it has none. */
  readonly deviceHash: Uint8Array | null
}
