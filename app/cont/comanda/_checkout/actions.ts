"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { refused } from "@/components/forms/form-state"
import type { BillingProfileId } from "@/lib/domain/ids/brand"
import { draftItems, saveDraft } from "@/lib/orders/checkout/checkout"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { orderPaths, paths } from "@/lib/paths"
import { choicesSchema, orderSchema } from "./checkout.schema"

export const choose = customerAction(choicesSchema, async ({ app, customer, input }) => {
  const kept = await saveDraft(app, { customerId: customer.id, items: input })
  if (kept === 0) return refused("Ce ai ales nu se mai poate comanda. Alege din nou.")
  redirect(orderPaths.confirm)
})

const refusals = {
  "not-orderable": refused("Ceva din coș nu se mai poate comanda. Alege din nou pachetele."),
  "no-profile": refused("Alege pe ce date se emite factura.", "profile"),
  "price-changed": refused(
    "Prețul s-a schimbat între timp. Uită-te la cel nou și comandă din nou dacă îți convine.",
  ),
} as const

export const order = customerAction(orderSchema, async ({ app, customer, input }) => {
  const customerId = customer.id
  const items = await draftItems(app, customerId)
  const profileId = input.profile as BillingProfileId
  const placed = await placeOrder(app, { customerId, items, profileId, seenTotalBani: input.total })
  if (!placed.ok) {
    if (placed.reason === "price-changed") revalidatePath(orderPaths.confirm)
    // A second click, or another device: the order was made.
    if (placed.reason === "empty") redirect(paths.orders)
    return refusals[placed.reason]
  }
  const payment = await startPayment(app, { customerId, orderId: placed.value })
  // The order stands; where it cannot be paid now, its page offers it again.
  redirect(payment.ok ? payment.value.url : orderPaths.one(placed.value))
})
