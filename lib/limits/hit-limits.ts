import "server-only"
import { createHash } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { countHit, findWait, forgetHits, takeBackHit } from "@/db/queries/rate-limits"
import { later } from "@/lib/domain/time/lifetimes"

/**
 * `free` attempts pass at once; after that each allowed attempt doubles the wait for the next one. The count
 * is forgotten `memorySeconds` after the last allowed attempt. Refused attempts neither count nor lengthen a
 * wait.
 */
export type Limit = {
  /** The action that is limited; the first part of the stored key. */
  readonly what: string
  /** An e-mail address, a customer id or an IP address. Stored as a hash. */
  readonly who: string
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly memorySeconds: number
}

/** A refusal by a limit. The next attempt is allowed after `retryAfterSeconds`. */
export type TooMany = { readonly ok: false; readonly reason: "too-many"; readonly retryAfterSeconds: number }

/**
 * Counts an attempt at each limit in turn. Null if all allow it, else the refusal of the first limit that is
 * reached.
 */
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

/** Clears the count of a limit. Called after a success. */
export const forgetLimit = (db: DbOrTx, limit: Limit): Promise<void> => forgetHits(db, keyOf(limit))

/** Removes this attempt from the count; earlier attempts stay. Called after a success. */
export const takeBackLimit = (db: DbOrTx, limit: Limit): Promise<void> => takeBackHit(db, keyOf(limit))

const keyOf = ({ what, who }: Limit) =>
  `${what}:${createHash("sha256").update(who).digest("base64url").slice(0, 32)}`
