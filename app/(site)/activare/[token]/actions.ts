"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { dropDraftOfOthers } from "@/app/_server/draft"
import { forgetAddress } from "@/app/_server/sign-up-address"
import { refused } from "@/components/forms/form-state"
import { activate } from "@/lib/accounts/activate"
import { rejectSignUp } from "@/lib/accounts/reject-sign-up"
import { auth } from "@/lib/app-context"
import { passwordMessages } from "@/lib/domain/people/password-words"
import { messages } from "@/lib/domain/words/messages"
import { paths } from "@/lib/paths"
import { choosePasswordSchema, linkSchema } from "./activation.schema"

const refusals = {
  busy: refused(messages.busy),
  common: refused(passwordMessages.common, "password"),
  "about-you": refused(passwordMessages["about-you"], "password"),
} as const

/** In the browser that signed up: one click. */
export const confirmSignUp = publicAction(linkSchema, async ({ app, input }) => {
  const activated = await activate(app, { token: input.token, client: await auth().client() })
  // The page shows the state of the link, or asks for a password.
  if (!activated.ok) redirect(paths.activation(input.token))
  await auth().startSession(activated.value)
  await dropDraftOfOthers(activated.value)
  await forgetAddress()
  redirect(paths.smartcards)
})

/** In any other browser: with a password that is chosen now. */
export const confirmWithPassword = publicAction(choosePasswordSchema, async ({ app, input }) => {
  const { token, password, seen } = input
  const chosen = { password, seen, marketing: input.marketing === "on" }
  const activated = await activate(app, { token, chosen, client: await auth().client() })
  if (!activated.ok) {
    if (activated.reason in refusals) return refusals[activated.reason as keyof typeof refusals]
    redirect(paths.activation(token))
  }
  await auth().startSession(activated.value)
  await dropDraftOfOthers(activated.value)
  await forgetAddress()
  redirect(paths.smartcards)
})

export const notMe = publicAction(linkSchema, async ({ app, input }) => {
  const rejected = await rejectSignUp(app, { token: input.token, client: await auth().client() })
  redirect(rejected ? paths.signUpRejected : paths.activation(input.token))
})
