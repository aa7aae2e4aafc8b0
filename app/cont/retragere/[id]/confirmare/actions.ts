"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { customerAction } from "@/app/_server/action"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { sendRefundAfterResponse } from "@/app/_server/send-refund"
import { refused } from "@/components/forms/form-state"
import type { OrderId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { isUuid } from "@/lib/domain/ids/uuid"
import { withdraw } from "@/lib/orders/withdrawal/withdraw"
import { orderPaths, paths } from "@/lib/paths"

const schema = z.object({
  order: idSchema<OrderId>(),
  lines: z.string().transform((ids) => ids.split(" ").filter(isUuid)),
  refund: z.coerce.number().int().positive(),
})

const refusals = {
  "not-found": refused("Nu am găsit comanda."),
  "too-late": refused("Perioada de retragere s-a încheiat între timp."),
  nothing: refused("La acestea ai renunțat deja, sau nu mai este nimic de rambursat. Uită-te la comandă."),
  disputed: refused(
    "Ai contestat plata la bancă, și banii se întorc pe acolo. Până se lămurește, nu îi putem trimite și noi. Sună la Relații Clienți.",
  ),
  changed: refused("Suma s-a schimbat între timp. Reîncarcă pagina, ca să o vezi pe cea nouă."),
} as const

export const confirmWithdrawal = customerAction(schema, async ({ app, customer, client, input }) => {
  const withdrawn = await withdraw(app, {
    customerId: customer.id,
    orderId: input.order,
    lineIds: input.lines,
    seenRefundBani: input.refund,
    client,
  })
  if (!withdrawn.ok) return refusals[withdrawn.reason]
  deliverMailAfterResponse()
  deliverCommandsAfterResponse()
  sendRefundAfterResponse(withdrawn.value.refundId)
  revalidatePath(paths.account, "layout")
  redirect(orderPaths.withdrawalReceipt(withdrawn.value.id))
})
