import { z } from "zod"

/**
 * How the provider can fail. `…-after-accept` and `bad-json` accept the mail first, so that the caller cannot
 * know whether it was sent; `slow` accepts it late; all others refuse it.
 */
const faultKinds = [
  "rate-limit",
  "daily-quota",
  "server-error",
  "html-503",
  "reset",
  "invalid-idempotent-request",
  "concurrent-idempotent-requests",
  "validation-error",
  "unauthorized",
  "slow",
  "timeout-after-accept",
  "reset-after-accept",
  "bad-json",
] as const

export const faultOrder = z.object({
  kind: z.enum(faultKinds),
  /** The number of requests that fail. */
  times: z.number().int().min(1).default(1),
  /** For `slow` and `timeout-after-accept`. */
  delayMs: z.number().int().min(0).default(60_000),
  /** For `rate-limit`. */
  retryAfterSeconds: z.number().min(0).default(1),
  /** When set, only requests with this API key fail. */
  apiKey: z.string().optional(),
})
export type Fault = z.output<typeof faultOrder>

export function createFaults() {
  let orders: Fault[] = []
  return {
    list: (): readonly Fault[] => orders,
    add(order: Fault) {
      orders.push({ ...order })
    },
    clear(apiKey: string | null) {
      orders = apiKey ? orders.filter((order) => order.apiKey !== apiKey) : []
    },
    /** Uses up and returns the oldest fault that applies to this API key. */
    take(apiKey: string): Fault | undefined {
      const order = orders.find((one) => one.apiKey === undefined || one.apiKey === apiKey)
      if (!order) return undefined
      order.times -= 1
      if (order.times === 0) orders = orders.filter((one) => one !== order)
      return order
    },
  }
}
export type Faults = ReturnType<typeof createFaults>
