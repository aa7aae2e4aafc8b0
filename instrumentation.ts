import type { Instrumentation } from "next"

/** Runs once before a process serves: a process that could not work does not start. */
export async function register(): Promise<void> {
  const { start } = await import("@/lib/start")
  start()
}

/** Every error that no screen expected, under the digest that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logRequestError } = await import("@/lib/start")
  logRequestError(error, { ...request, route: context.routePath, kind: context.routeType })
}
