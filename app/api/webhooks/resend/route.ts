import { readShortBody } from "@/app/_server/short-body"
import { app } from "@/lib/app-context"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"

const longestBytes = 64 * 1_024

/** The mail provider's word of what became of a mail. 400 for what it did not sign, 200 for what is done, known or not ours. */
export async function POST(request: Request): Promise<Response> {
  const body = await readShortBody(request, longestBytes)
  if (body === null) return Response.json({ error: "payload too large" }, { status: 413 })
  const event = app().mail.readEvent(new TextDecoder().decode(body), request.headers)
  if (!event) return Response.json({ error: "bad signature" }, { status: 400 })
  await settleMailEvent(app(), event)
  return Response.json({ received: true })
}
