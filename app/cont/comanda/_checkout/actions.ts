"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { dropDraft } from "@/app/_server/draft"
import { asked, type FormState, refused } from "@/components/forms/form-state"
import { unreachable } from "@/lib/domain/result"
import { type PlacedOrder, placeOrder } from "@/lib/orders/checkout/place-order"
import { removeFromCart } from "@/lib/orders/checkout/remove-from-cart"
import { saveCart } from "@/lib/orders/checkout/save-cart"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { orderPaths } from "@/lib/paths"
import { choicesSchema, lineSchema, orderSchema } from "./checkout.schema"
import { orderDraft, repeatField } from "./fields"
import { notOrderable, priceChanged, repeated, tooManyOpen } from "./words"

export const choose = customerAction(choicesSchema, async ({ app, customer, input }) => {
  const saved = await saveCart(app, { customerId: customer.id, items: input })
  if (!saved.ok) return refused("Ce ai ales nu se mai poate comanda. Alege din nou.")
  redirect(orderPaths.confirm)
})

export const order = customerAction(
  orderSchema,
  async ({ app, customer, input }) => {
    const customerId = customer.id
    const placed = await placeOrder(app, { customerId, ...input })
    if (!placed.ok) return answer(placed)
    await dropDraft()
    const payment = await startPayment(app, {
      ...{ customerId, orderId: placed.value },
      mayRepeat: input.mayRepeat,
    })
    // The order stands; where it cannot be paid now, its page says so and offers it again.
    redirect(payment.ok ? payment.value.url : orderPaths.notStarted(placed.value))
  },
  orderDraft,
)

/** Takes one line out of the cart. */
export const removeLine = customerAction(lineSchema, async ({ app, customer, input }) => {
  await removeFromCart(app, { customerId: customer.id, item: input })
  redirect(orderPaths.confirm)
})

/** The page is rendered again, with the prices and reasons of now. */
function answer(refusal: PlacedOrder & { readonly ok: false }): FormState {
  revalidatePath(orderPaths.confirm)
  switch (refusal.reason) {
    case "no-profile":
      return refused("Alege pe ce date se emite factura.", "profile")
    case "too-many-open":
      return refused(tooManyOpen)
    case "not-orderable":
      return refused(notOrderable(refusal.lines))
    case "price-changed":
      return refused(priceChanged(refusal.lines))
    case "repeats":
      return asked(repeated(refusal.lines, "Nu am făcut altă comandă."), { [repeatField]: "1" })
    default:
      return unreachable(refusal)
  }
}
