import { app } from "@/lib/app-context"
import { calendarFeed } from "@/lib/calendar/calendar-feed"

type Context = { readonly params: Promise<{ file: string }> }

/**
 * A customer's private calendar. The token in the address authenticates; no cookie is read. 404, the same for
 * every other address; 304 where the program has this text already.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const feed = await calendarFeed(app(), (await params).file)
  if (!feed) return new Response("Nu există.", { status: 404 })
  const headers = { etag: feed.etag, "cache-control": "private, no-cache" }
  if (isKnown(request.headers.get("if-none-match"), feed.etag)) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(feed.text, {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="focus-sat.ics"',
      "x-robots-tag": "noindex",
    },
  })
}

/** The same without the text. Next would answer it with GET too; here it is said. */
export async function HEAD(request: Request, context: Context): Promise<Response> {
  const { status, headers } = await GET(request, context)
  return new Response(null, { status, headers })
}

/** Weak comparison (RFC 9110, 13.1.2). */
const isKnown = (ifNoneMatch: string | null, etag: string) =>
  (ifNoneMatch ?? "").split(",").some((one) => one.trim() === "*" || strong(one.trim()) === strong(etag))

const strong = (etag: string) => etag.replace(/^W\//, "")
