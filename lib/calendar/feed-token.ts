import "server-only"
import { createHmac, randomBytes } from "node:crypto"
import type { App } from "@/lib/app"
import { hashLinkToken, linkTokenOf } from "@/lib/auth/link-token"
import type { LinkToken } from "@/lib/domain/ids/brand"

type Stored = { readonly seed: Uint8Array; readonly tokenHash: Uint8Array }

/** What is stored of a new address: a random seed, and the SHA-256 of the token that follows from it. */
export function newFeedSecret({ secrets }: Pick<App, "secrets">): Stored {
  const seed = randomBytes(32)
  const [key] = secrets.calendar
  return { seed, tokenHash: hashLinkToken(tokenOf(seed, key)) }
}

/**
 * The token of a stored feed. Null once its secret is no longer in AUTH_SECRET: the address still works, and
 * cannot be shown any more.
 */
export function readFeedToken(
  { secrets }: Pick<App, "secrets">,
  { seed, tokenHash }: Stored,
): LinkToken | null {
  const tokens = secrets.calendar.map((key) => tokenOf(seed, key))
  return tokens.find((token) => Buffer.compare(hashLinkToken(token), tokenHash) === 0) ?? null
}

const tokenOf = (seed: Uint8Array, key: Uint8Array): LinkToken =>
  linkTokenOf(createHmac("sha256", key).update(seed).digest())
