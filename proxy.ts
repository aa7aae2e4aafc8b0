import { type NextRequest, NextResponse } from "next/server"
import { env, isDevelopment } from "@/lib/env"
import { isIn, mailPaths, pageSets, paths } from "@/lib/paths"
import { payPageOrigin } from "@/lib/payments/pay-page-origin"
import { pagePolicy } from "@/lib/runtime/content-security-policy"

/**
 * Runs before a page is rendered for a request. Sets the page's nonce, and its path and query in the header
 * `x-path`, over any value that the client sent. It checks no session: pages do. Prerendered pages keep the
 * policy that scripts/build/hash-inline-scripts.ts wrote.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search, protocol } = request.nextUrl
  const oneClick = oneClickUnsubscribe(request)
  if (oneClick) return NextResponse.rewrite(new URL(oneClick, request.url))
  if (!isRendered(request.method, pathname)) return NextResponse.next()
  if (isTooLong(request.headers)) return new NextResponse("Cererea este prea mare.", { status: 413 })
  if (!isForm(request)) return new NextResponse("Tipul cererii nu este cunoscut.", { status: 415 })
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
  return response
}

/**
 * A mail program posts to the address of the page (RFC 8058). Unlike a browser it sends no `Origin` header.
 */
function oneClickUnsubscribe({ method, headers, nextUrl }: NextRequest): string | null {
  const page = mailPaths.remindersOff("")
  const token = nextUrl.pathname.startsWith(page) ? nextUrl.pathname.slice(page.length) : ""
  return method === "POST" && /^[\w.-]+$/.test(token) && !headers.has("origin")
    ? mailPaths.remindersOffByMailProgram(token)
    : null
}

/** Only forms of the account lead to the payment page. */
const isAccount = (pathname: string) => pathname.startsWith(`${paths.account}/`)

/**
 * A GET of a prerendered page renders nothing; the last matcher below also selects a GET with a content type.
 */
function isRendered(method: string, pathname: string): boolean {
  const opens = method === "GET" || method === "HEAD"
  return isDevelopment || !opens || isIn(pageSets.perRequest, pathname)
}

const longestBody = 100 * 1024

/**
 * Next answers 500 to a body over its limit (next.config.ts). A body without a Content-Length still gets that
 * 500.
 */
const isTooLong = (headers: Headers) => Number(headers.get("content-length") ?? 0) > longestBody

/**
 * The content types of a form, with and without JavaScript. For any other type Next would render the page.
 */
function isForm({ method, headers }: NextRequest): boolean {
  return (
    method !== "POST" || /^(?:multipart\/form-data|text\/plain)\b/i.test(headers.get("content-type") ?? "")
  )
}

/** Next 16 answers 500 when it cannot decode a route's parameter, as in `/activare/%ff`. */
function canBeDecoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}

export const config = {
  matcher: [
    // `pageSets.perRequest`, as literals. The step after the build fails when a page that needs a nonce is
    // missing.
    "/cont/:path*",
    "/activare/:token",
    "/alerte/dezabonare/:token",
    "/intrare/:token",
    "/parola-noua/:token",
    "/verifica-email",
    "/pachete",
    // Forms, also those of prerendered pages: a page that is posted to is rendered for that request.
    { source: "/((?!_next/|api/).*)", has: [{ type: "header", key: "content-type" }] },
  ],
}
