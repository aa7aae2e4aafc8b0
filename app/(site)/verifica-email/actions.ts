"use server"

import { publicAction } from "@/app/_server/action"
import { tooSoon } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { inEvenTime } from "@/app/_server/even-time"
import { done } from "@/components/forms/form-state"
import { resendActivation } from "@/lib/accounts/resend-activation"
import { auth } from "@/lib/app-context"
import { resendSchema } from "./resend.schema"

export const resend = publicAction(resendSchema, async ({ app, input }) => {
  const client = await auth().client()
  const resent = await inEvenTime(300, resendActivation(app, { email: input.email, client }))
  if (!resent.ok) return tooSoon(resent)
  deliverMailAfterResponse()
  return done("Dacă un cont așteaptă confirmarea acestei adrese, vei primi în câteva minute un link nou.")
})
