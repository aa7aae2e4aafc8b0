import type { Instrumentation } from "next"

/** Next compiles this file for its edge runtime too, which we do not use and which has no Node. It writes the value in. */
// biome-ignore lint/style/noProcessEnv: only a value written in at compile time keeps the import below out of that build
const isNode = process.env.NEXT_RUNTIME === "nodejs"

/** Runs once before a process serves: a process that could not work does not start. */
export async function register(): Promise<void> {
  if (!isNode) return
  const { start } = await import("@/lib/runtime/start")
  start()
}

/** Every error that no screen expected, under the digest that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (!isNode) return
  const { logRequestError } = await import("@/lib/runtime/start")
  logRequestError(error, { ...request, route: context.routePath, kind: context.routeType })
}
