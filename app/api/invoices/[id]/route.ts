import { currentCustomer } from "@/app/_server/customer"
import { seeOther } from "@/app/_server/see-other"
import { app } from "@/lib/app-context"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { unreachable } from "@/lib/domain/result"
import { messages, tooMany } from "@/lib/domain/words/messages"
import { type InvoicePdfRefusal, ownInvoicePdf } from "@/lib/orders/invoice/own-invoice-pdf"
import { orderPaths, paths } from "@/lib/paths"

/**
 * The customer's own invoice as PDF; 404 otherwise, 429 or 503 when it has to be made and a budget is used
 * up. Without a session it redirects to sign-in, which leads back to the invoice's page.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const id = parseId<InvoiceId>((await params).id)
  if (!id) return notFound()
  const customer = await currentCustomer()
  if (!customer) return seeOther(paths.signInThen(orderPaths.invoice(id)))
  const found = await ownInvoicePdf(app(), { customerId: customer.id, id })
  if (!found.ok) return refusal(found)
  return new Response(new Uint8Array(found.value.pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${found.value.name}"`,
    },
  })
}

const notFound = () => new Response("Nu am găsit factura.", { status: 404 })

function refusal(refused: InvoicePdfRefusal): Response {
  switch (refused.reason) {
    case "not-found":
      return notFound()
    case "busy":
      return new Response(messages.busy, { status: 503, headers: { "retry-after": "60" } })
    case "too-many": {
      const { retryAfterSeconds } = refused
      const headers = { "retry-after": String(retryAfterSeconds) }
      return new Response(tooMany(retryAfterSeconds), { status: 429, headers })
    }
    default:
      return unreachable(refused)
  }
}
