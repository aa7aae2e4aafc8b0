import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { readShortBody } from "@/app/_server/short-body"
import { app } from "@/lib/app-context"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { settleReversals } from "@/lib/orders/refund/settle-refunds"
import type { ProviderEvent } from "@/lib/payments/provider"

const longestBytes = 512 * 1_024

/**
 * Stripe's word that something happened: a hint. The signature is checked on the raw body, then the truth is asked for. 400 for what
 * Stripe did not sign, 200 for what is done, known or not ours, 500 for what is worth repeating.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readShortBody(request, longestBytes)
  if (body === null) return Response.json({ error: "payload too large" }, { status: 413 })
  const signature = request.headers.get("stripe-signature") ?? ""
  const event = app().payments.readEvent(new TextDecoder().decode(body), signature)
  if (!event) return Response.json({ error: "bad signature" }, { status: 400 })
  const settled = await settle(event)
  if (settled === "away") return Response.json({ error: "try again" }, { status: 500 })
  if (settled === "paid" || settled === "settled") deliverMailAfterResponse()
  return Response.json({ received: true })
}

function settle(event: ProviderEvent) {
  switch (event.about?.kind) {
    case "session":
      return settlePayment(app(), event.about.sessionId, event)
    case "payment":
      return settleReversals(app(), event.about.providerPaymentId, event)
    case undefined:
      return "not-ours"
  }
}
