import "server-only"
import { setTimeout } from "node:timers/promises"

/**
 * Resolves with the work's value, but not before this time has passed, so that response times do not show
 * whether an address is known. Work that takes longer is not hidden; under such load response times vary
 * anyway.
 */
export async function inEvenTime<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  const [value] = await Promise.all([work, setTimeout(milliseconds)])
  return value
}
