import type { Instrumentation } from "next"

/**
 * Next also compiles this file for the edge runtime, which has no Node API. It replaces NEXT_RUNTIME with a
 * constant.
 */
// biome-ignore lint/style/noProcessEnv: only a compile-time constant keeps the imports below out of it
const isNode = process.env.NEXT_RUNTIME === "nodejs"

/** Runs once before the process serves requests. Exits when the environment is invalid. */
export async function register(): Promise<void> {
  if (!isNode) return
  const { start } = await import("@/lib/runtime/start")
  start()
}

/** Logs every unexpected error under the digest that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (!isNode) return
  const { logRequestError } = await import("@/lib/runtime/start")
  logRequestError(error, { ...request, route: context.routePath, kind: context.routeType })
}
