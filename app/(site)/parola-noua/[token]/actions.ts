"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { leaveFlash } from "@/app/_server/flash"
import { refused } from "@/components/forms/form-state"
import { inspectReset } from "@/lib/accounts/inspect-reset"
import { resetPassword } from "@/lib/accounts/reset-password"
import { auth } from "@/lib/app-context"
import { passwordMessages } from "@/lib/domain/people/password-words"
import { messages } from "@/lib/domain/words/messages"
import { paths } from "@/lib/paths"
import { newPasswordSchema } from "./new-password.schema"

const refusals = {
  busy: refused(messages.busy),
  common: refused(passwordMessages.common, "password"),
  "about-you": refused(passwordMessages["about-you"], "password"),
} as const

export const setNewPassword = publicAction(newPasswordSchema, async ({ app, input }) => {
  const { email } = await inspectReset(app, input.token)
  const { deviceHash, remember } = auth().newDevice()
  const client = { ...(await auth().client()), deviceHash }
  const changed = await resetPassword(app, { ...input, client })
  if (!changed.ok) {
    if (changed.reason === "link-over") redirect(paths.newPassword(input.token))
    return refusals[changed.reason]
  }
  await remember(changed.value)
  deliverMailAfterResponse()
  if (email) await leaveFlash({ kind: "password-changed", email })
  redirect(paths.signInAfterReset)
})
