import { currentCustomer } from "@/app/_server/customer"
import { seeOther } from "@/app/_server/see-other"
import { app } from "@/lib/app-context"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"
import { invoiceFileName } from "@/lib/domain/money/invoice"
import { ownInvoicePdf } from "@/lib/orders/invoice/own-invoices"
import { orderPaths, paths } from "@/lib/paths"

/** An invoice as PDF, for whose it is: 404 for another's. Signed out it leads to sign-in, and from there to the invoice's page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  if (!isUuid(id)) return notFound()
  const customer = await currentCustomer()
  if (!customer) return seeOther(paths.signInThen(orderPaths.invoice(id)))
  const found = await ownInvoicePdf(app(), { customerId: customer.id, id: id as InvoiceId })
  if (!found) return notFound()
  return new Response(new Uint8Array(found.pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${invoiceFileName(found.invoice)}"`,
    },
  })
}

const notFound = () => new Response("Nu am găsit factura.", { status: 404 })
