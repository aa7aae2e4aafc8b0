import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { app } from "@/lib/app-context"
import { unreachable } from "@/lib/domain/result"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { settleRefundsAndDisputes } from "@/lib/orders/refund/settle-refunds-and-disputes"
import type { ProviderEvent } from "@/lib/payments/provider"
import { readShortBody } from "@/lib/runtime/short-body"

const maxBytes = 512 * 1_024

/**
 * Stripe's webhook. The event only says what to ask Stripe about; its data is not used. 400: the signature
 * of the raw body is wrong. 500: Stripe shall repeat the event. 200: settled, settled before or not ours.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readShortBody(request, maxBytes)
  if (body === null) return Response.json({ error: "payload too large" }, { status: 413 })
  const signature = request.headers.get("stripe-signature") ?? ""
  const event = app().payments.readEvent(new TextDecoder().decode(body), signature)
  if (!event) return Response.json({ error: "bad signature" }, { status: 400 })
  const outcome = await settle(event)
  if (outcome === "unavailable") return Response.json({ error: "try again" }, { status: 500 })
  deliverMailAfterResponse()
  return Response.json({ received: true })
}

function settle(event: ProviderEvent) {
  const { about } = event
  if (!about) return "not-ours"
  switch (about.kind) {
    case "session":
      return settlePayment(app(), about.sessionId, event)
    case "payment":
      return settleRefundsAndDisputes(app(), about.providerPaymentId, event)
    default:
      return unreachable(about)
  }
}
