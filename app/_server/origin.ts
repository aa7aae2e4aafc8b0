import "server-only"
import { env } from "@/lib/env"

/**
 * Whether a state-changing request was sent by our own page. `Origin` decides when it is there; a browser that left it
 * out says `Sec-Fetch-Site: same-origin`. Neither, `null`, or another origin: no. Host headers play no part.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin")
  if (origin !== null) return origin === new URL(env().APP_URL).origin
  return headers.get("sec-fetch-site") === "same-origin"
}
