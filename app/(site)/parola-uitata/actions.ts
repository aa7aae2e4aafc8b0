"use server"

import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { requestPasswordReset } from "@/lib/accounts/request-password-reset"
import { done } from "@/lib/domain/form-state"
import { forgotPasswordSchema } from "./forgot-password.schema"

export const forgotPassword = publicAction(forgotPasswordSchema, async ({ app, input }) => {
  await requestPasswordReset(app, input.email)
  deliverMailAfterResponse()
  return done("Dacă există un cont cu această adresă, vei primi în câteva minute un link de resetare.")
})
