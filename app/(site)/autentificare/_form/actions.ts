"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { dropDraftOfOthers } from "@/app/_server/draft"
import { inEvenTime } from "@/app/_server/even-time"
import { requestUrl } from "@/app/_server/request-url"
import { returnPath } from "@/app/_server/return-path"
import { forgetAddress } from "@/app/_server/sign-up-address"
import { done, refused } from "@/components/forms/form-state"
import { authenticate } from "@/lib/accounts/authenticate"
import { requestSignInLink } from "@/lib/accounts/request-sign-in-link"
import { auth } from "@/lib/app-context"
import { campaignOf, withCampaign } from "@/lib/domain/people/campaign"
import { linkIntervalMinutes } from "@/lib/domain/time/lifetimes"
import { messages } from "@/lib/domain/words/messages"
import { minuteCount } from "@/lib/domain/words/plural"
import { paths, queryNames } from "@/lib/paths"
import { signInSchema } from "./sign-in.schema"
import { sendSignInLinkSchema } from "./sign-in-link.schema"

const refusals = {
  /** One sentence for a wrong password and for an unconfirmed sign-up: it must not tell them apart. */
  wrong: refused(
    "E-mailul sau parola nu sunt corecte. Dacă nu ți-ai activat încă contul, apasă CONFIRMARE în e-mailul primit.",
  ),
  busy: refused(messages.busy),
} as const

export const signIn = publicAction(signInSchema, async ({ app, input }) => {
  const signedIn = await authenticate(app, { ...input, client: await auth().client() })
  deliverMailAfterResponse()
  if (!signedIn.ok) return answerRefusal(signedIn, refusals)
  await auth().startSession(signedIn.value)
  await dropDraftOfOthers(signedIn.value)
  await forgetAddress()
  const { searchParams } = await requestUrl()
  const returnTo = returnPath(searchParams.get(queryNames.returnTo), paths.account)
  redirect(withCampaign(returnTo, campaignOf(searchParams)))
})

/** For a person whom a limit refuses. One answer for every address, in even time. */
export const sendSignInLink = publicAction(sendSignInLinkSchema, async ({ app, input }) => {
  await inEvenTime(300, requestSignInLink(app, input.email))
  deliverMailAfterResponse()
  return done(
    `Dacă există un cont cu această adresă, vei primi în câteva minute un link. Deschide-l în browserul din care vrei să intri. Trimitem cel mult unul la ${minuteCount(linkIntervalMinutes)}.`,
  )
})
