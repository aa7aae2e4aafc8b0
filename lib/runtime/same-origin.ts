import "server-only"
import { env } from "@/lib/env"

/**
 * Whether a state-changing request comes from one of our pages. `Origin` must equal the origin of APP_URL;
 * without an `Origin`, `Sec-Fetch-Site` must be `same-origin`. Host headers are not read: the client writes
 * them.
 */
export function isSameOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin")
  if (origin !== null) return origin === new URL(env().APP_URL).origin
  return headers.get("sec-fetch-site") === "same-origin"
}
