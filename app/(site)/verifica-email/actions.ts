"use server"

import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { resendActivation } from "@/lib/accounts/resend-activation"
import { done } from "@/lib/domain/form-state"
import { resendSchema } from "./resend.schema"

export const resend = publicAction(resendSchema, async ({ app, input }) => {
  await resendActivation(app, input.email)
  deliverMailAfterResponse()
  return done("Dacă un cont așteaptă confirmarea acestei adrese, vei primi în câteva minute un link nou.")
})
