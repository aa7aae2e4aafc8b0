import "server-only"

/** The answer of a health probe: 200 or 503, never kept by anybody. */
export function probeAnswer(health: { readonly status: "ok" | "unavailable" }): Response {
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  })
}

/** Next answers OPTIONS by itself where there is a GET, and the other methods with 405. */
export const probeOptions = () => new Response(null, { status: 405, headers: { allow: "GET, HEAD" } })
