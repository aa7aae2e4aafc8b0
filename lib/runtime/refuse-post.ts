import "server-only"
import { env } from "@/lib/env"
import { mailPaths } from "@/lib/paths"
import type { RefusalStatus } from "./refusal-page"
import { isSameOrigin } from "./same-origin"

export type AskedFor = {
  readonly method: string
  readonly pathname: string
  readonly headers: Pick<Headers, "get">
}

/** The longest body that a form may send; next.config.ts gives Next the same limit. */
export const longestFormBody = 100 * 1_024

/** Whether a page is posted to. Routes under /api look at their requests themselves. */
export const isFormPost = (asked: AskedFor): boolean =>
  asked.method === "POST" && !/^\/(?:api|_next)(?:\/|$)/.test(asked.pathname) && !oneClickToken(asked)

/**
 * Why a page may not be posted to, from the headers alone. Next would answer 500 to a foreign host, and to a
 * body over its limit; for a content type that no form sends it would render the page.
 */
export function refusePost(asked: AskedFor): RefusalStatus | null {
  const { headers } = asked
  if (!isFormPost(asked)) return null
  if (!isSameOrigin(headers) || !isOurHost(headers)) return 403
  if (Number(headers.get("content-length") ?? 0) > longestFormBody) return 413
  return isForm(headers) ? null : 415
}

/**
 * The token when a mail program posts to the page that turns reminders off (RFC 8058). Unlike a browser it
 * sends no `Origin` header.
 */
export function oneClickToken({ method, pathname, headers }: AskedFor): string | null {
  const page = mailPaths.remindersOff("")
  const token = pathname.startsWith(page) ? pathname.slice(page.length) : ""
  return method === "POST" && /^[\w.-]+$/.test(token) && headers.get("origin") === null ? token : null
}

/** Next compares `Origin` with the first forwarded host, or with the host. */
function isOurHost(headers: AskedFor["headers"]): boolean {
  const forwarded = headers.get("x-forwarded-host")?.split(",")[0]?.trim()
  return (forwarded || headers.get("host")) === new URL(env().APP_URL).host
}

/** The content types of a form, with and without JavaScript. */
const isForm = (headers: AskedFor["headers"]) =>
  /^(?:multipart\/form-data|text\/plain)\b/i.test(headers.get("content-type") ?? "")
