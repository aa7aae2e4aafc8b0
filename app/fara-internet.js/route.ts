import { createHash } from "node:crypto"
import { env, seller } from "@/lib/env"
import { workerPolicy } from "@/lib/runtime/content-security-policy"
import { workerScript } from "@/lib/runtime/offline-worker"

/** OFFLINE_PAGE is read when it is asked for: taking the worker away needs no new build. */
export const dynamic = "force-dynamic"

/**
 * The service worker (decision 0072). Browsers ask for it after each page that they open and compare it;
 * with a tag most answers are a 304.
 */
export function GET(request: Request): Response {
  const script = workerScript({ isOn: env().OFFLINE_PAGE, phone: seller().phone })
  const tag = `"${createHash("sha256").update(script).digest("base64url")}"`
  const headers = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Content-Security-Policy": workerPolicy,
    "Cache-Control": "no-cache",
    ETag: tag,
  }
  const isKnown = request.headers.get("if-none-match") === tag
  return new Response(isKnown ? null : script, { status: isKnown ? 304 : 200, headers })
}
