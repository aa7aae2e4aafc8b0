import { turnRemindersOffByLink } from "@/lib/alerts/turn-reminders-off"
import { app, auth } from "@/lib/app-context"

/**
 * One-click unsubscribe of mail programs (RFC 8058). They post to the address of the page; proxy.ts rewrites
 * that to this route. The token authenticates, no cookie is read. 200 also for a repeated request, 404 for a
 * forged token.
 */
export async function POST(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const client = await auth().client()
  const turned = await turnRemindersOffByLink(app(), { token: (await params).token, client })
  return new Response(null, { status: turned.ok ? 200 : 404 })
}
