import "server-only"
import { log } from "./log"

/** At most one line in so many milliseconds, with the number of requests since the last one. */
const lineEveryMs = 10_000

let lineAt = Number.NEGATIVE_INFINITY
let unlogged = 0

/**
 * Whether the client broke its request off, or the server did after `requestTimeout`. Node's error for a
 * body that ends too early; a connection of ours that breaks says "read ECONNRESET".
 */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error && error.message === "aborted" && "code" in error && error.code === "ECONNRESET"

/**
 * One line at info for many: half-sent requests and made-up forms must not fill the log. `nowMs` of a
 * monotonic clock.
 */
export function logBrokenOff(nowMs: number = performance.now()): void {
  unlogged += 1
  if (nowMs - lineAt < lineEveryMs) return
  log.info({ requests: unlogged }, "requests broken off, or forms that no action could read")
  lineAt = nowMs
  unlogged = 0
}
