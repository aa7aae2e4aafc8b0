import { type NextRequest, NextResponse } from "next/server"
import { env, isDevelopment, isHttps } from "@/lib/env"
import { isIn, mailPaths, pageSets, paths } from "@/lib/paths"
import { payPageOrigin } from "@/lib/payments/pay-page-origin"
import { canBeDecoded } from "@/lib/runtime/can-be-decoded"
import { pagePolicy } from "@/lib/runtime/content-security-policy"
import { flashCookie, withoutFlash } from "@/lib/runtime/flash-cookie"
import { type RefusalStatus, refusalHeaders, refusalPage } from "@/lib/runtime/refusal-page"
import { longestFormBody, oneClickToken, refusePost } from "@/lib/runtime/refuse-post"
import { readShortBody } from "@/lib/runtime/short-body"

/**
 * Runs before a page is rendered for a request. Refuses posts that no page of ours makes; sets the page's
 * nonce, and its path and query in the header `x-path`, over any value that the client sent. It checks no
 * session: pages do. Prerendered pages keep the policy that scripts/build/hash-inline-scripts.ts wrote.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { method, headers: asked } = request
  const { pathname, search, protocol } = request.nextUrl
  const token = oneClickToken({ method, pathname, headers: asked })
  if (token) return NextResponse.rewrite(new URL(mailPaths.remindersOffByMailProgram(token), request.url))
  if (!isRendered(method, pathname)) return NextResponse.next()
  const refusal = refusePost({ method, pathname, headers: asked }) ?? (await refuseForm(request))
  if (refusal) return new NextResponse(refusalPage(refusal), { status: refusal, headers: refusalHeaders })
  if (!canBeDecoded(pathname)) return NextResponse.rewrite(new URL("/_not-found", request.url))

  const nonce = crypto.randomUUID().replaceAll("-", "")
  const policy = pagePolicy(
    { nonce },
    {
      https: protocol === "https:",
      development: isDevelopment,
      formTargets: isAccount(pathname) ? [payPageOrigin(env().STRIPE_API_URL)] : [],
    },
  )
  const headers = new Headers(request.headers)
  headers.set("x-path", pathname + search)
  headers.set("x-nonce", nonce)
  headers.set("content-security-policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  // As a bare header: set as a cookie, Next would hide it from the page that is to show the message.
  if (opensPage(request)) response.headers.append("set-cookie", withoutFlash(isHttps()))
  return response
}

/** A browser opens a page and has a message to show. Scripts that fetch a page ask for no HTML. */
const opensPage = ({ method, headers, cookies }: NextRequest) =>
  method === "GET" &&
  headers.get("accept")?.includes("text/html") &&
  !headers.has("sec-purpose") &&
  cookies.has(flashCookie(isHttps()).name)

/** Only forms of the account lead to the payment page. */
const isAccount = (pathname: string) => pathname.startsWith(`${paths.account}/`)

/**
 * A GET of a prerendered page renders nothing; the last matcher below also selects a GET with a content type.
 */
function isRendered(method: string, pathname: string): boolean {
  const opens = method === "GET" || method === "HEAD"
  return isDevelopment || !opens || isIn(pageSets.perRequest, pathname)
}

/**
 * A body that is too long or is no form: Next would answer 500. Next has read it for the proxy already and
 * gives the page a copy. `signal` ends the reading when the client breaks its request off.
 */
async function refuseForm({ method, headers, body, signal }: NextRequest): Promise<RefusalStatus | null> {
  if (method !== "POST") return null
  const whole = body?.pipeThrough(new TransformStream(), { signal }) ?? null
  const bytes = await readShortBody({ body: whole }, longestFormBody)
  if (bytes === null) return 413
  const contentType = headers.get("content-type") ?? ""
  return /^text\/plain\b/i.test(contentType) || (await isMultipart(bytes, contentType)) ? null : 400
}

async function isMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<boolean> {
  try {
    await new Response(bytes, { headers: { "content-type": contentType } }).formData()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

export const config = {
  matcher: [
    // `pageSets.perRequest`, as literals. The step after the build fails when a page that needs a nonce is
    // missing.
    "/cont/:path*",
    "/autentificare/:path*",
    "/activare/:token",
    "/alerte/dezabonare/:token",
    "/intrare/:token",
    "/parola-noua/:token",
    "/verifica-email",
    "/pachete",
    "/ajutor/raspunsuri",
    // Forms, also those of prerendered pages: a page that is posted to is rendered for that request.
    { source: "/((?!_next/|api/).*)", has: [{ type: "header", key: "content-type" }] },
    { source: "/((?!_next/|api/).*)", has: [{ type: "header", key: "next-action" }] },
  ],
}
