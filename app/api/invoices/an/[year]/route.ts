import { Readable } from "node:stream"
import { currentCustomer } from "@/app/_server/customer"
import { leaveFlash } from "@/app/_server/flash"
import { seeOther } from "@/app/_server/see-other"
import { app } from "@/lib/app-context"
import { parseYear } from "@/lib/domain/time/year"
import { renderInvoicesOfYear } from "@/lib/orders/invoice/render-invoices-of-year"
import { orderPaths, paths } from "@/lib/paths"

/**
 * The customer's invoices of a year as one streamed PDF. Where there are none, or too many were asked for, it
 * leads to the orders with a message; without a session to sign-in.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  const year = parseYear((await params).year)
  if (!year) return seeOther(paths.orders)
  const customer = await currentCustomer()
  if (!customer) return seeOther(paths.signInThen(orderPaths.list({ year })))
  const file = await renderInvoicesOfYear(app(), { customerId: customer.id, year })
  if (!file.ok) {
    const flash =
      file.reason === "nothing"
        ? ({ kind: "no-invoices", year } as const)
        : ({ kind: "too-many-files", seconds: file.retryAfterSeconds } as const)
    await leaveFlash(flash, customer.id)
    return seeOther(paths.orders)
  }
  return new Response(Readable.toWeb(Readable.from(file.value)) as ReadableStream, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="facturi-${year}.pdf"`,
    },
  })
}
