"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { customerAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { leaveFlash } from "@/app/_server/flash"
import { refused } from "@/components/forms/form-state"
import { confirmEmailChange } from "@/lib/accounts/confirm-email-change"
import { auth } from "@/lib/app-context"
import { paths } from "@/lib/paths"

const schema = z.object({ token: z.string().max(200) })

export const confirmEmail = customerAction(schema, async ({ app, customer, client, input }) => {
  const { id: customerId, sessionId } = customer
  const confirmed = await auth().renewSession(customer.id, (renewal) =>
    confirmEmailChange(app, { customerId, sessionId, client, renewal, token: input.token }),
  )
  if (!confirmed.ok && confirmed.reason === "taken") {
    return refused("Această adresă are deja un cont. Alege alta în Setări.")
  }
  // Back to the page of the link: it says why the link is over, or asks to sign in.
  if (!confirmed.ok) redirect(paths.emailChange(input.token))
  deliverMailAfterResponse()
  await leaveFlash({ kind: "email-confirmed", email: confirmed.value }, customerId)
  redirect(paths.settings)
})
