import type { OrderId, ProviderSessionId } from "@/lib/domain/ids/brand"
import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"

/** The checkout session of an order that the invoice drill made without the provider. */
export function sessionIdOf(orderId: OrderId): ProviderSessionId {
  const id = parseProviderSessionId(`cs_${orderId}`)
  if (!id) throw new Error(`${orderId} makes no session id`)
  return id
}
