import "server-only"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { Server } from "node:http"

/** Long enough for a phone on a slow line to send the longest form; Node's default is five minutes. */
export const requestTimeoutMs = 30_000

const requestStart = "http.server.request.start"

/**
 * Bounds how long a client may take to send headers and body. Next makes the server and has no option for
 * it, so that the first request hands the server over. Node looks at open connections every 30 seconds.
 */
export function boundRequestTimes(): void {
  subscribe(requestStart, bound)
}

function bound(message: unknown): void {
  if (!(message instanceof Object && "server" in message && message.server instanceof Server)) return
  message.server.headersTimeout = requestTimeoutMs
  message.server.requestTimeout = requestTimeoutMs
  unsubscribe(requestStart, bound)
}
