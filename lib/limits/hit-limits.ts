import "server-only"
import { createHmac } from "node:crypto"
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
import type { App } from "@/lib/app"
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
  /** An e-mail address, a customer id, an IP address, or `everyone`. Stored as a keyed hash. */
  readonly who: string
} & (Pace | Budget)

/** What limits need. Inside a transaction: `{ ...app, db: tx }`. */
export type LimitApp = Pick<App, "now" | "secrets"> & { readonly db: DbOrTx }

/** A refusal by a limit. The next attempt is allowed after `retryAfterSeconds`. */
export type TooMany = { readonly ok: false; readonly reason: "too-many"; readonly retryAfterSeconds: number }

/**
 * Counts an attempt at each limit in turn. Null if all allow it, else the refusal of the first limit that is
 * reached.
 */
export async function hitLimits(app: LimitApp, limits: readonly Limit[]): Promise<TooMany | null> {
  for (const limit of limits) if (!(await hit(app, limit))) return refusalOf(app, limit)
  return null
}

/** Like `hitLimits`, but where one limit refuses, none of the others counts the attempt. */
export async function hitAllOrNone(app: LimitApp, limits: readonly Limit[]): Promise<TooMany | null> {
  try {
    await app.db.transaction(async (savepoint) => {
      const refusal = await hitLimits({ ...app, db: savepoint }, limits)
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
export async function findRefusal(app: LimitApp, limit: Limit): Promise<TooMany | null> {
  const now = app.now()
  const waitUntil = await waitOf(app, limit, now)
  return waitUntil && waitUntil > now ? refusal(waitUntil, now) : null
}

async function hit(app: LimitApp, limit: Limit): Promise<boolean> {
  const { db } = app
  const [key, now] = [keyOf(app, limit), app.now()]
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
async function waitOf(app: LimitApp, limit: Limit, now: Date): Promise<Date | null> {
  if (!("burst" in limit)) return findWait(app.db, keyOf(app, limit), now)
  const refilledAt = await findRefill(app.db, keyOf(app, limit), now)
  const { burst, everyMs } = inMilliseconds(limit)
  return refilledAt && later(refilledAt, -(burst - 1) * everyMs)
}

async function refusalOf(app: LimitApp, limit: Limit): Promise<TooMany> {
  const now = app.now()
  return refusal((await waitOf(app, limit, now)) ?? later(now, 1_000), now)
}

function refusal(waitUntil: Date, now: Date): TooMany {
  const retryAfterSeconds = Math.max(1, Math.ceil((waitUntil.getTime() - now.getTime()) / 1_000))
  return { ok: false, reason: "too-many", retryAfterSeconds }
}

/** The part of a budget that is spent now: 0 untouched, 1 nothing left. */
export async function spentShare(app: LimitApp, limit: Limit & Budget): Promise<number> {
  const now = app.now()
  const refilledAt = await findRefill(app.db, keyOf(app, limit), now)
  const { burst, everyMs } = inMilliseconds(limit)
  return refilledAt ? (refilledAt.getTime() - now.getTime()) / (burst * everyMs) : 0
}

/** Clears the count of a limit. Called after a success. */
export const forgetLimit = (app: LimitApp, limit: Limit): Promise<void> =>
  forgetHits(app.db, keyOf(app, limit))

/** Removes this attempt from the count; earlier attempts stay. Called after a success. */
export function takeBackLimit(app: LimitApp, limit: Limit): Promise<void> {
  const key = keyOf(app, limit)
  return "burst" in limit ? giveBack(app.db, key, inMilliseconds(limit).everyMs) : takeBackHit(app.db, key)
}

/**
 * Names the limit and hides whom it counts: without the key, trying all addresses finds none. The hash covers
 * the limit's name, so that the rows of one person in different limits cannot be joined.
 */
function keyOf({ secrets }: LimitApp, { what, who }: Limit): string {
  const hash = createHmac("sha256", secrets.limits).update(`${what}:${who}`).digest("base64url")
  return `${what}:${hash.slice(0, 32)}`
}
