"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { inEvenTime } from "@/app/_server/even-time"
import { requestUrl } from "@/app/_server/request-url"
import { rememberAddress } from "@/app/_server/sign-up-address"
import { refused } from "@/components/forms/form-state"
import { register } from "@/lib/accounts/register"
import { auth } from "@/lib/app-context"
import { campaignOf, withCampaign } from "@/lib/domain/people/campaign"
import { passwordMessages } from "@/lib/domain/people/password-words"
import { messages } from "@/lib/domain/words/messages"
import { paths } from "@/lib/paths"
import { signUpSchema } from "./sign-up.schema"

const refusals = {
  busy: refused(messages.busy),
  "mails-paused": refused(messages.mailsPaused),
  common: refused(passwordMessages.common, "password"),
} as const

export const signUp = publicAction(signUpSchema, async ({ app, input }) => {
  const campaign = campaignOf((await requestUrl()).searchParams)
  const marketing = input.marketing === "on"
  const { key, keyHash } = auth().signUpKeys.create()
  const form = { ...input, keyHash, marketing, campaign, client: await auth().client() }
  const registered = await inEvenTime(500, register(app, form))
  if (!registered.ok) return answerRefusal(registered, refusals)
  deliverMailAfterResponse()
  await rememberAddress(input.email)
  await auth().signUpKeys.remember(key)
  redirect(withCampaign(paths.checkInbox, campaign))
})
