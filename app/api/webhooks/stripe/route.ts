import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { app } from "@/lib/app-context"
import { applyEvent } from "@/lib/orders/payment/apply-event"
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
  const outcome = await applyEvent(app(), event)
  if (outcome === "unavailable") return Response.json({ error: "try again" }, { status: 500 })
  deliverMailAfterResponse()
  return Response.json({ received: true })
}
