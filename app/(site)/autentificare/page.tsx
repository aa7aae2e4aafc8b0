import type { Metadata } from "next"
import { CampaignLinkButton } from "@/components/site/campaign-link"
import { FormPage } from "@/components/site/form-page"
import { paths } from "@/lib/paths"
import { SignInForm } from "./_form/sign-in-form"

export const metadata: Metadata = {
  title: "Intră în cont",
  description: "Intră în contul tău Focus Sat sau fă-ți unul nou.",
}

export default function SignInPage() {
  return (
    <FormPage title="CONTUL MEU">
      <SignInForm forgotPasswordUrl={paths.forgotPassword} />
      <div className="border-line border-t pt-6">
        <p className="mb-3 text-center">Nu ai cont?</p>
        <CampaignLinkButton href={paths.signUp} tone="outline" block>
          VREAU CONT NOU!
        </CampaignLinkButton>
      </div>
    </FormPage>
  )
}
