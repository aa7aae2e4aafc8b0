import { turnRemindersOffByLink } from "@/lib/alerts/turn-reminders-off"
import { app, auth } from "@/lib/app-context"

/**
 * What a mail program posts for its reader (RFC 8058), at the address of the page: proxy.ts leads it here. The token is the proof; no
 * cookie is looked at. 200 however often it is repeated, 404 for a token that is none of ours.
 */
export async function POST(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const client = await auth().client()
  const turned = await turnRemindersOffByLink(app(), { token: (await params).token, client })
  return new Response(null, { status: turned.ok ? 200 : 404 })
}
