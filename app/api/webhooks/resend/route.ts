import { app } from "@/lib/app-context"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { readShortBody } from "@/lib/runtime/short-body"

const longestBytes = 64 * 1_024

/** Webhook of the mail provider. 400 without a valid signature; 200 also for a repeated or unknown event. */
export async function POST(request: Request): Promise<Response> {
  const body = await readShortBody(request, longestBytes)
  if (body === null) return Response.json({ error: "payload too large" }, { status: 413 })
  const event = app().mail.readEvent(new TextDecoder().decode(body), request.headers)
  if (!event) return Response.json({ error: "bad signature" }, { status: 400 })
  await settleMailEvent(app(), event)
  return Response.json({ received: true })
}
