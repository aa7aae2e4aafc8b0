import "server-only"

const mostMs = 60_000

/**
 * Whether a webhook was signed in the future, by more than clocks differ: it could be sent again until then.
 * Against the clock of the machine, as the providers' libraries do that refuse old ones.
 */
export const isFuture = (signedAtSeconds: number): boolean =>
  new Date(signedAtSeconds * 1_000 - mostMs) > new Date()
