"use server"

import { z } from "zod"
import { customerAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { done, refused } from "@/components/forms/form-state"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { mailInvoice } from "@/lib/orders/invoice/mail-invoice"

const schema = z.object({ id: idSchema<InvoiceId>() })

export const mail = customerAction(schema, async ({ app, customer, input, client }) => {
  const mailed = await mailInvoice(app, { customerId: customer.id, id: input.id, client })
  if (!mailed.ok) return answerRefusal(mailed, { "not-found": refused("Nu am găsit factura.") })
  deliverMailAfterResponse()
  return done(`Am trimis factura la ${customer.email}.`)
})
