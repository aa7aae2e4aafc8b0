import "server-only"
import type { Limit } from "./hit-limits"

/** At most `most` in each whole window of the clock, for all customers and processes together. */
export type Budget = { readonly most: number; readonly windowSeconds: number }

/** A budget in all as a limit: its key names the window, so that a new window starts with a new count. */
export function limitInAll(what: string, { most, windowSeconds }: Budget, now: Date): Limit {
  const window = Math.floor(now.getTime() / 1_000 / windowSeconds)
  const waits = { firstWaitSeconds: windowSeconds, longestWaitSeconds: windowSeconds }
  return { what: `${what}-in-all`, who: String(window), free: most, ...waits, memorySeconds: windowSeconds }
}
