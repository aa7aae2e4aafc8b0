import "server-only"

/** The response of a health probe: 200 or 503, not cacheable. */
export function probeAnswer(health: { readonly status: "ok" | "unavailable" }): Response {
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  })
}

/** Without it Next would answer OPTIONS itself. Every other method gets 405 from Next. */
export const probeOptions = () => new Response(null, { status: 405, headers: { allow: "GET, HEAD" } })
