import "server-only"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { type IncomingMessage, Server, ServerResponse } from "node:http"
import { env } from "@/lib/env"
import { followForm, listenForActions } from "./action-begun"
import { answerForm } from "./answer-form"
import { canBeDecoded } from "./can-be-decoded"
import { nonPagePolicy } from "./content-security-policy"
import { type RefusalStatus, refusalHeaders, refusalPage } from "./refusal-page"
import { type AskedFor, isFormPost, refusePost } from "./refuse-post"
import { securityHeaders } from "./security-headers"

const requestStart = "http.server.request.start"
const guarded = new WeakSet<Server>()

/**
 * Guards what Next answers before, or without, next.config.ts and proxy.ts: redirects, 405, 404 of encoded
 * addresses, its own errors. Next makes the server and has no option for it, so that Node's channel hands
 * over each request before Next sees it. Bodies are not touched. Returns how to end it.
 */
export function guardAnswers(): () => void {
  const headers = Object.entries({
    ...securityHeaders({ https: env().APP_URL.startsWith("https://") }),
    "Content-Security-Policy": nonPagePolicy,
  })
  const guard = (message: unknown) => {
    if (!(message instanceof Object && "server" in message && "response" in message)) return
    const { server, response } = message
    if (!(server instanceof Server && response instanceof ServerResponse)) return
    completeHeaders(response, headers)
    if (!guarded.has(server)) goFirst(server)
  }
  const stopListening = listenForActions()
  subscribe(requestStart, guard)
  return () => {
    unsubscribe(requestStart, guard)
    stopListening()
  }
}

/**
 * Adds missing headers at the last moment: what Next sets wins, and Next never sees ours (it sends the
 * headers of an answer on with its own requests). Errors are never cached.
 */
function completeHeaders(response: ServerResponse, headers: readonly (readonly [string, string])[]): void {
  const { writeHead } = response
  response.writeHead = (status: number, ...rest: unknown[]) => {
    for (const [name, value] of headers) if (!response.hasHeader(name)) response.setHeader(name, value)
    if (status >= 400) response.setHeader("Cache-Control", "private, no-store")
    return Reflect.apply(writeHead, response, [status, ...rest])
  }
}

/** Puts the guard before the listeners of a server. A refused request never reaches them. */
function goFirst(server: Server): void {
  guarded.add(server)
  const listeners = server.listeners("request")
  server.removeAllListeners("request")
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const handle = () => {
      for (const listener of listeners) Reflect.apply(listener, server, [request, response])
    }
    const asked = askedFor(request)
    const refusal = refuse(asked)
    if (refusal) answer(response, refusal)
    else if (isFormPost(asked)) {
      const form = { begun: false }
      answerForm(request, response, form)
      followForm(form, handle)
    } else handle()
  })
}

function askedFor({ method = "", url = "", headers }: IncomingMessage): AskedFor {
  const [pathname = ""] = url.split("?")
  return { method, pathname, headers: { get: (name) => headers[name]?.toString() ?? null } }
}

/** Answered by route handlers. Pages that cannot be decoded are not found: `proxy.ts`. */
const isOfRoute = /^\/(?:api|calendar)\//

function refuse(asked: AskedFor): RefusalStatus | null {
  // The absolute form (`GET http://host/`) is for proxies: Next would redirect to that host.
  if (!asked.pathname.startsWith("/")) return 400
  if (isOfRoute.test(asked.pathname) && !canBeDecoded(asked.pathname)) return 400
  return asked.method === "TRACE" ? 405 : refusePost(asked)
}

function answer(response: ServerResponse, refusal: RefusalStatus): void {
  if (refusal === 405) response.setHeader("Allow", "GET, HEAD, POST")
  response.writeHead(refusal, refusalHeaders)
  response.end(refusalPage(refusal))
}
