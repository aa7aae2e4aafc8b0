import "server-only"
import { createHash } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import {
  countHit,
  findRefill,
  findWait,
  forgetHits,
  giveBack,
  spendBudget,
  takeBackHit,
} from "@/db/queries/rate-limits"
import { later } from "@/lib/domain/time/lifetimes"

/**
 * `free` attempts pass at once; after that each allowed attempt doubles the wait for the next one. The count
 * is forgotten `memorySeconds` after the last allowed attempt. Refused attempts neither count nor lengthen a
 * wait.
 */
export type Pace = {
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly memorySeconds: number
}

/** `burst` at once, and after that one every `everySeconds`: it refills evenly, without a window. */
export type Budget = { readonly burst: number; readonly everySeconds: number }

export type Limit = {
  /** The action that is limited; the first part of the stored key. */
  readonly what: string
  /** An e-mail address, a customer id, an IP address, or `everyone`. Stored as a hash. */
  readonly who: string
} & (Pace | Budget)

/** A refusal by a limit. The next attempt is allowed after `retryAfterSeconds`. */
export type TooMany = { readonly ok: false; readonly reason: "too-many"; readonly retryAfterSeconds: number }

/**
 * Counts an attempt at each limit in turn. Null if all allow it, else the refusal of the first limit that is
 * reached.
 */
export async function hitLimits(db: DbOrTx, limits: readonly Limit[], now: Date): Promise<TooMany | null> {
  for (const limit of limits) if (!(await hit(db, limit, now))) return refusalOf(db, limit, now)
  return null
}

/** Like `hitLimits`, but where one limit refuses, none of the others counts the attempt. */
export async function hitAllOrNone(db: DbOrTx, limits: readonly Limit[], now: Date): Promise<TooMany | null> {
  try {
    await db.transaction(async (savepoint) => {
      const refusal = await hitLimits(savepoint, limits, now)
      if (refusal) throw new Refused(refusal)
    })
    return null
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

class Refused extends Error {
  constructor(readonly refusal: TooMany) {
    super("A limit refused")
  }
}

/** Whether a limit would refuse an attempt now. Counts nothing. */
export async function findRefusal(db: DbOrTx, limit: Limit, now: Date): Promise<TooMany | null> {
  const waitUntil = await waitOf(db, limit, now)
  return waitUntil && waitUntil > now ? refusal(waitUntil, now) : null
}

async function hit(db: DbOrTx, limit: Limit, now: Date): Promise<boolean> {
  const key = keyOf(limit)
  if ("burst" in limit) return spendBudget(db, { ...inMilliseconds(limit), key }, now)
  const { memorySeconds, what: _what, who: _who, ...pace } = limit
  const windowEndsAt = later(now, memorySeconds * 1_000)
  return (await countHit(db, { ...pace, key, windowEndsAt }, now)) !== null
}

const inMilliseconds = ({ burst, everySeconds }: Budget) => ({
  burst,
  everyMs: Math.ceil(everySeconds * 1_000),
})

/** When the next attempt is allowed, as far as the row of the limit says. */
async function waitOf(db: DbOrTx, limit: Limit, now: Date): Promise<Date | null> {
  if (!("burst" in limit)) return findWait(db, keyOf(limit), now)
  const refilledAt = await findRefill(db, keyOf(limit), now)
  const { burst, everyMs } = inMilliseconds(limit)
  return refilledAt && later(refilledAt, -(burst - 1) * everyMs)
}

async function refusalOf(db: DbOrTx, limit: Limit, now: Date): Promise<TooMany> {
  return refusal((await waitOf(db, limit, now)) ?? later(now, 1_000), now)
}

function refusal(waitUntil: Date, now: Date): TooMany {
  const retryAfterSeconds = Math.max(1, Math.ceil((waitUntil.getTime() - now.getTime()) / 1_000))
  return { ok: false, reason: "too-many", retryAfterSeconds }
}

/** The part of a budget that is spent now: 0 untouched, 1 nothing left. */
export async function spentShare(db: DbOrTx, limit: Limit & Budget, now: Date): Promise<number> {
  const refilledAt = await findRefill(db, keyOf(limit), now)
  const { burst, everyMs } = inMilliseconds(limit)
  return refilledAt ? (refilledAt.getTime() - now.getTime()) / (burst * everyMs) : 0
}

/** Clears the count of a limit. Called after a success. */
export const forgetLimit = (db: DbOrTx, limit: Limit): Promise<void> => forgetHits(db, keyOf(limit))

/** Removes this attempt from the count; earlier attempts stay. Called after a success. */
export const takeBackLimit = (db: DbOrTx, limit: Limit): Promise<void> =>
  "burst" in limit ? giveBack(db, keyOf(limit), inMilliseconds(limit).everyMs) : takeBackHit(db, keyOf(limit))

const keyOf = ({ what, who }: Limit) =>
  `${what}:${createHash("sha256").update(who).digest("base64url").slice(0, 32)}`
