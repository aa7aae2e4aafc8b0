import "server-only"
import { createHash } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { countHit, findWait, forgetHits, takeBackHit } from "@/db/queries/rate-limits"
import { later } from "@/lib/domain/time/lifetimes"

/**
 * So many attempts go through freely; after that each allowed one doubles the wait for the next. All is forgotten
 * `memorySeconds` after the last one that was allowed; refused ones neither count nor lengthen a wait.
 */
export type Limit = {
  /** What is limited: the first part of the stored key. */
  readonly what: string
  /** For whom: an address, a customer's id, an IP. Stored as a hash. */
  readonly who: string
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly memorySeconds: number
}

/** A refusal that says when it is worth trying again. */
export type TooMany = { readonly ok: false; readonly reason: "too-many"; readonly retryAfterSeconds: number }

/** Counts an attempt at each limit in turn. Null when it may go on, else the refusal of the first limit that is reached. */
export async function hitLimits(db: DbOrTx, limits: readonly Limit[], now: Date): Promise<TooMany | null> {
  for (const limit of limits) {
    const { memorySeconds, what: _what, who: _who, ...pace } = limit
    const key = keyOf(limit)
    const windowEndsAt = later(now, memorySeconds * 1_000)
    if (await countHit(db, { ...pace, key, windowEndsAt }, now)) continue
    const waitUntil = (await findWait(db, key, now)) ?? later(now, 1_000)
    const retryAfterSeconds = Math.ceil((waitUntil.getTime() - now.getTime()) / 1_000)
    return { ok: false, reason: "too-many", retryAfterSeconds }
  }
  return null
}

/** After a success the failures before it no longer count. */
export const forgetLimit = (db: DbOrTx, limit: Limit): Promise<void> => forgetHits(db, keyOf(limit))

/** A success does not count, and excuses nobody's failures. */
export const takeBackLimit = (db: DbOrTx, limit: Limit): Promise<void> => takeBackHit(db, keyOf(limit))

const keyOf = ({ what, who }: Limit) =>
  `${what}:${createHash("sha256").update(who).digest("base64url").slice(0, 32)}`
