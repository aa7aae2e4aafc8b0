"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { requestUrl } from "@/app/_server/request-url"
import { rememberAddress } from "@/app/_server/sign-up-address"
import { register } from "@/lib/accounts/register"
import { campaignOf, withCampaign } from "@/lib/domain/campaign"
import { refused } from "@/lib/domain/form-state"
import { messages } from "@/lib/domain/messages"
import { paths } from "@/lib/paths"
import { signUpSchema } from "./sign-up.schema"

export const signUp = publicAction(signUpSchema, async ({ app, input }) => {
  const campaign = campaignOf((await requestUrl()).searchParams)
  const registered = await register(app, { ...input, marketing: input.marketing === "on", campaign })
  if (!registered.ok) return refused(messages.busy)
  deliverMailAfterResponse()
  await rememberAddress(input.email)
  redirect(withCampaign(paths.checkInbox, campaign))
})
