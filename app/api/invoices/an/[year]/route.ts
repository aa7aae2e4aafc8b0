import { Readable } from "node:stream"
import { currentCustomer } from "@/app/_server/customer"
import { seeOther } from "@/app/_server/see-other"
import { app } from "@/lib/app-context"
import { parseYear } from "@/lib/domain/time/year"
import { tooMany } from "@/lib/domain/words/messages"
import { renderInvoicesOfYear } from "@/lib/orders/invoice/render-invoices-of-year"
import { orderPaths, paths } from "@/lib/paths"

/**
 * The customer's invoices of a year as one streamed PDF; 404 when there are none, 429 when rate-limited.
 * Without a session it redirects to sign-in.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  const year = parseYear((await params).year)
  if (!year) return new Response("Anul nu este corect.", { status: 404 })
  const customer = await currentCustomer()
  if (!customer) return seeOther(paths.signInThen(orderPaths.list({ year })))
  const file = await renderInvoicesOfYear(app(), { customerId: customer.id, year })
  if (!file.ok && file.reason === "too-many") {
    const headers = { "retry-after": String(file.retryAfterSeconds) }
    return new Response(tooMany(file.retryAfterSeconds), { status: 429, headers })
  }
  if (!file.ok) return new Response(`Nu ai nicio factură din ${year}.`, { status: 404 })
  return new Response(Readable.toWeb(Readable.from(file.value)) as ReadableStream, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="facturi-${year}.pdf"`,
    },
  })
}
