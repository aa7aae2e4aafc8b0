"use server"

import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { inEvenTime } from "@/app/_server/even-time"
import { done } from "@/components/forms/form-state"
import { requestPasswordReset } from "@/lib/accounts/request-password-reset"
import { linkIntervalMinutes, resetLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { minuteCount } from "@/lib/domain/words/plural"
import { forgotPasswordSchema } from "./forgot-password.schema"

export const forgotPassword = publicAction(forgotPasswordSchema, async ({ app, input }) => {
  await inEvenTime(300, requestPasswordReset(app, input.email))
  deliverMailAfterResponse()
  return done(
    `Dacă există un cont cu această adresă, vei primi în câteva minute un link de resetare. Ai scris ${input.email}. Linkul este valabil ${minuteCount(resetLifetimeMinutes)}; uită-te și în dosarul Spam. Trimitem cel mult unul la ${minuteCount(linkIntervalMinutes)}: dacă ai primit deja unul, folosește-l pe acela.`,
  )
})
