import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { currentCustomer } from "@/app/_server/customer"
import { readFlash } from "@/app/_server/flash"
import { FlashMessage } from "@/app/_server/flash-message"
import { sessionOver } from "@/app/_server/flash-words"
import { type Query, textsOf } from "@/app/_server/query-texts"
import { returnPath } from "@/app/_server/return-path"
import { CampaignLinkButton } from "@/components/site/campaign-link"
import { FormPage } from "@/components/site/form-page"
import { HelpLinks } from "@/components/site/help-links"
import { Alert } from "@/components/ui/alert"
import { app, auth } from "@/lib/app-context"
import { campaignOf, withCampaign } from "@/lib/domain/people/campaign"
import { hasCart } from "@/lib/orders/checkout/has-cart"
import { paths, queryNames } from "@/lib/paths"
import { SignInForm } from "./_form/sign-in-form"
import { signInReason } from "./_form/sign-in-reason"

export const metadata: Metadata = {
  title: "Intră în cont",
  description: "Intră în contul tău Focus Sat sau fă-ți unul nou.",
}

/** CONTUL MEU leads here from every public page: a customer with a session goes on into the account. */
export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const query = textsOf(await searchParams)
  const returnTo = returnPath(query.get(queryNames.returnTo), paths.account)
  if (await currentCustomer()) redirect(withCampaign(returnTo, campaignOf(query)))
  return (
    <FormPage title="CONTUL MEU" intro={signInReason(returnTo)}>
      <WhatHappened />
      <SignInForm forgotPasswordUrl={paths.forgotPassword} />
      <div className="border-line border-t pt-6">
        <p className="mb-3 text-center">Nu ai cont?</p>
        <CampaignLinkButton href={paths.signUp} tone="outline" block>
          VREAU CONT NOU!
        </CampaignLinkButton>
        <HelpLinks className="mt-3 justify-center" links={[["nu-pot-intra", "Nu poți intra?"]]} />
      </div>
    </FormPage>
  )
}

/** The message of the page before, or that this browser's session ended elsewhere. */
async function WhatHappened() {
  if (await readFlash(null)) return <FlashMessage />
  if (!(await auth().held.exists())) return null
  const keptCart = await hasCart(app(), await auth().held.owner())
  return (
    <Alert tone="info" role="status">
      <p>{sessionOver({ keptFields: false, keptCart })}</p>
    </Alert>
  )
}
