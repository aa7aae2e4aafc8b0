import { NextRequest } from "next/server"
import { returnPath } from "@/app/_server/return-path"
import { readShortBody } from "@/app/_server/short-body"
import { auth } from "@/lib/app-context"
import { nextAuthRoute } from "@/lib/auth/next-auth-route"
import { env } from "@/lib/env"

const handle = nextAuthRoute(() => auth().nextAuthOptions())
type Context = Parameters<typeof handle>[1]

export const GET = (request: NextRequest, context: Context) =>
  leadsElsewhere(request.nextUrl.searchParams.get("callbackUrl")) ? badRequest() : handle(request, context)

/**
 * next-auth reads bodies of any length, and answers 500 to invalid JSON or an invalid callback URL. Refused
 * here first.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "")) {
    return Response.json({ error: "unsupported media type" }, { status: 415 })
  }
  const body = await readShortBody(request)
  if (body === null) return Response.json({ error: "payload too large" }, { status: 413 })
  const typed = new URLSearchParams(new TextDecoder().decode(body))
  const asked = [request.nextUrl.searchParams.get("callbackUrl"), ...typed.getAll("callbackUrl")]
  if (asked.some(leadsElsewhere)) return badRequest()
  const { url, method, headers } = request
  return handle(new NextRequest(url, { method, headers, body }), context)
}

const badRequest = () => Response.json({ error: "bad request" }, { status: 400 })

/** Whether a callback URL is neither a path nor a URL that starts with APP_URL. */
function leadsElsewhere(asked: string | null): boolean {
  if (!asked) return false
  const path = asked.startsWith(`${env().APP_URL}/`) ? asked.slice(env().APP_URL.length) : asked
  return asked !== env().APP_URL && returnPath(path, "") === ""
}
