import "server-only"
import { createHash } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { countHit, forgetHits } from "@/db/queries/rate-limits"
import { later } from "@/lib/domain/lifetimes"

export type Limit = {
  /** What is limited: the first part of the stored key. */
  readonly what: string
  /** For whom: an address, a customer's id, an IP. Stored as a hash. */
  readonly who: string
  readonly limit: number
  readonly windowSeconds: number
}

/** Counts an attempt and says whether it may go on; when not, in how many seconds the window ends. */
export async function hitLimit(
  db: DbOrTx,
  limit: Limit,
  now: Date,
): Promise<{ allowed: boolean; retryAfterSeconds: number }> {
  const counted = await countHit(db, keyOf(limit), later(now, limit.windowSeconds * 1000), now)
  const allowed = counted.hits <= limit.limit
  const retryAfterSeconds = allowed ? 0 : Math.ceil((counted.windowEndsAt.getTime() - now.getTime()) / 1000)
  return { allowed, retryAfterSeconds }
}

/** After a success the failures before it no longer count. */
export const forgetLimit = (db: DbOrTx, limit: Limit): Promise<void> => forgetHits(db, keyOf(limit))

const keyOf = ({ what, who }: Limit) =>
  `${what}:${createHash("sha256").update(who).digest("base64url").slice(0, 32)}`
