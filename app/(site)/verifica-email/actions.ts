"use server"

import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { inEvenTime } from "@/app/_server/even-time"
import { done, refused } from "@/components/forms/form-state"
import { resendActivation } from "@/lib/accounts/resend-activation"
import { auth } from "@/lib/app-context"
import { linkIntervalMinutes } from "@/lib/domain/time/lifetimes"
import { messages } from "@/lib/domain/words/messages"
import { minuteCount } from "@/lib/domain/words/plural"
import { resendSchema } from "./resend.schema"

export const resend = publicAction(resendSchema, async ({ app, input }) => {
  const client = await auth().client()
  const resent = await inEvenTime(300, resendActivation(app, { email: input.email, client }))
  if (!resent.ok) return refused(messages.mailsPaused)
  deliverMailAfterResponse()
  return done(
    `Dacă un cont așteaptă confirmarea acestei adrese, vei primi în câteva minute un link nou. Trimitem cel mult unul la ${minuteCount(linkIntervalMinutes)}.`,
  )
})
