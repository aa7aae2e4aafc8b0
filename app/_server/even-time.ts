import "server-only"
import { setTimeout } from "node:timers/promises"

/**
 * Does the work and answers no sooner than after this time: whether an address is known shows in neither the answer nor the
 * time it takes. Work that takes longer under load is not hidden by this; it drowns in the load.
 */
export async function inEvenTime<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  const [value] = await Promise.all([work, setTimeout(milliseconds)])
  return value
}
