import { currentCustomer } from "@/app/_server/customer"
import { seeOther } from "@/app/_server/see-other"
import { app } from "@/lib/app-context"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { invoiceFileName } from "@/lib/domain/money/invoice"
import { renderOwnInvoice } from "@/lib/orders/invoice/render-own-invoice"
import { orderPaths, paths } from "@/lib/paths"

/**
 * The customer's own invoice as PDF; 404 otherwise. Without a session it redirects to sign-in, which leads
 * back to the invoice's page.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const id = parseId<InvoiceId>((await params).id)
  if (!id) return notFound()
  const customer = await currentCustomer()
  if (!customer) return seeOther(paths.signInThen(orderPaths.invoice(id)))
  const found = await renderOwnInvoice(app(), { customerId: customer.id, id })
  if (!found) return notFound()
  return new Response(new Uint8Array(found.pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${invoiceFileName(found.invoice)}"`,
    },
  })
}

const notFound = () => new Response("Nu am găsit factura.", { status: 404 })
