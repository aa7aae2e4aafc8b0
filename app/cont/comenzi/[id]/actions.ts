"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { customerAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { repeatField } from "@/app/cont/comanda/_checkout/fields"
import { repeated } from "@/app/cont/comanda/_checkout/words"
import { asked, done, refused } from "@/components/forms/form-state"
import type { OrderId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { orderPaths } from "@/lib/paths"
import { cardUnusable } from "./order-words"

const schema = z.object({ id: idSchema<OrderId>() })

const notPaidAgain = "Comanda aceasta este alta și nu e plătită; o poți anula mai jos."

const refusals = {
  "not-found": refused("Nu am găsit comanda."),
  "not-open": refused("Comanda nu mai așteaptă plata. Reîncarcă pagina."),
  processing: refused("Verificăm plata. Nu plăti din nou; îți scriem imediat ce avem răspunsul."),
  "provider-unavailable": refused(
    "Plata online nu răspunde acum. Comanda rămâne; încearcă din nou peste un minut.",
  ),
} as const

const paySchema = schema.extend({ [repeatField]: z.string().optional() })

export const pay = customerAction(paySchema, async ({ app, customer, input }) => {
  const mayRepeat = input[repeatField] !== undefined
  const payment = await startPayment(app, { customerId: customer.id, orderId: input.id, mayRepeat })
  if (!payment.ok && payment.reason === "repeats")
    return asked(repeated(payment.lines, notPaidAgain), { [repeatField]: "1" })
  if (!payment.ok && payment.reason === "card-unusable") return refused(cardUnusable(payment.cardName))
  if (!payment.ok) return answerRefusal(payment, refusals)
  redirect(payment.value.url)
})

export const cancel = customerAction(schema, async ({ app, customer, input }) => {
  const cancelled = await cancelOrder(app, { customerId: customer.id, orderId: input.id })
  revalidatePath(orderPaths.one(input.id))
  return cancelled.ok ? done("Comanda a fost anulată.") : refusals[cancelled.reason]
})
