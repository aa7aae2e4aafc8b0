import { currentCustomer } from "@/app/_server/customer"
import { exportAccount } from "@/lib/accounts/export-account"
import { app, auth } from "@/lib/app-context"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import { isSameOrigin } from "@/lib/runtime/same-origin"

/**
 * "Descarcă datele mele". POST, because it stores an audit event. 403 from another origin, 401 without a
 * session, 429 by the limit.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return Response.json({ error: "forbidden" }, { status: 403 })
  const customer = await currentCustomer()
  if (!customer) return Response.json({ error: "unauthorized" }, { status: 401 })
  const exported = await exportAccount(app(), { customerId: customer.id, client: await auth().client() })
  if (!exported.ok) {
    const headers = { "retry-after": String(exported.retryAfterSeconds) }
    return Response.json({ error: "too many requests" }, { status: 429, headers })
  }
  const name = `contul-meu-focus-sat-${bucharestDate(app().now())}.json`
  return new Response(JSON.stringify(exported.value, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  })
}
