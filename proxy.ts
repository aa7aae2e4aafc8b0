import { type NextRequest, NextResponse } from "next/server"
import { env, isDevelopment } from "@/lib/env"
import { mailPaths } from "@/lib/paths"
import { payPageOrigin } from "@/lib/payments/pay-page-origin"
import { pagePolicy } from "@/lib/runtime/content-security-policy"

/**
 * Runs before a page is rendered for one request: gives it its nonce, and its own address in `x-path`, whatever the client
 * wrote there. It is never the gate. Prerendered pages keep the policy that scripts/build/hash-inline-scripts.ts gave them.
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

const renderedPerRequest = /^\/(?:cont|activare|alerte|parola-noua|verifica-email|pachete)(?:\/|$)/

/** A mail program posts to the address of the page (RFC 8058): unlike a browser it names no origin. */
function oneClickUnsubscribe({ method, headers, nextUrl }: NextRequest): string | null {
  const token = /^\/alerte\/dezabonare\/([\w.-]+)$/.exec(nextUrl.pathname)?.[1]
  return method === "POST" && token && !headers.has("origin")
    ? mailPaths.remindersOffByMailProgram(token)
    : null
}

/** Only forms of the account lead to the payment page. */
const isAccount = (pathname: string) => pathname.startsWith("/cont/")

/** Opening a prerendered page renders nothing, even for a client that sends a content type with its GET. */
function isRendered(method: string, pathname: string): boolean {
  const opens = method === "GET" || method === "HEAD"
  return isDevelopment || !opens || renderedPerRequest.test(pathname)
}

const longestBody = 100 * 1024

/** Next answers 500 to a body over its limit (next.config.ts); one that does not tell its length still meets that. */
const isTooLong = (headers: Headers) => Number(headers.get("content-length") ?? 0) > longestBody

/** What a form sends by itself, and what React sends for it. To anything else Next would render the page. */
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
    // Pages rendered for each request. The step after the build fails when one is missing here.
    "/cont/:path*",
    "/activare/:token",
    "/alerte/dezabonare/:token",
    "/parola-noua/:token",
    "/verifica-email",
    "/pachete",
    // Forms, also those of prerendered pages: a page is rendered anew when it is posted to.
    { source: "/((?!_next/|api/).*)", has: [{ type: "header", key: "content-type" }] },
  ],
}
