"use server"

import { publicAction } from "@/app/_server/action"
import { tooSoon } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { inEvenTime } from "@/app/_server/even-time"
import { done } from "@/components/forms/form-state"
import { requestPasswordReset } from "@/lib/accounts/request-password-reset"
import { auth } from "@/lib/app-context"
import { forgotPasswordSchema } from "./forgot-password.schema"

export const forgotPassword = publicAction(forgotPasswordSchema, async ({ app, input }) => {
  const client = await auth().client()
  const asked = await inEvenTime(300, requestPasswordReset(app, { email: input.email, client }))
  if (!asked.ok) return tooSoon(asked)
  deliverMailAfterResponse()
  return done("Dacă există un cont cu această adresă, vei primi în câteva minute un link de resetare.")
})
