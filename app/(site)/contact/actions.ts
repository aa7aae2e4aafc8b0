"use server"

import { publicAction } from "@/app/_server/action"
import { tooSoon } from "@/app/_server/answer-refusal"
import { currentCustomer } from "@/app/_server/customer"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { done } from "@/components/forms/form-state"
import { auth } from "@/lib/app-context"
import { sendContactRequest } from "@/lib/contact/send-request"
import { formatDate } from "@/lib/domain/time/civil-date"
import { contactSchema } from "./contact.schema"

export const sendMessage = publicAction(contactSchema, async ({ app, input }) => {
  const customer = await currentCustomer()
  const sent = await sendContactRequest(app, { ...input, customer, client: await auth().client() })
  if (!sent.ok) return tooSoon(sent)
  deliverMailAfterResponse()
  const { number, answerBy, isMailed } = sent.value
  // Whether a mail went to it would tell a stranger who typed it whether its owner wrote today.
  const isOwn = customer?.email === input.email
  const mailed = isOwn && isMailed ? "Ți-am trimis și un e-mail cu numărul lui." : "Notează numărul lui."
  return done(
    `Am primit mesajul tău, cu numărul ${number}. Îți răspundem la ${input.email}, cel târziu pe ${formatDate(answerBy)}. ${mailed}`,
  )
})
