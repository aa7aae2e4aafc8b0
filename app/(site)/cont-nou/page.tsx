import type { Metadata } from "next"
import { CampaignLink } from "@/components/site/campaign-link"
import { FormPage } from "@/components/site/form-page"
import { paths } from "@/lib/paths"
import { SignUpForm } from "./sign-up-form"

export const metadata: Metadata = {
  title: "Cont nou",
  description:
    "Fă-ți cont Focus Sat: știi mereu când expiră pachetele, plătești online și activezi cu un clic.",
}

export default function SignUpPage() {
  return (
    <FormPage
      title="VREAU CONT NOU!"
      intro="Știi mereu când expiră pachetele, plătești online și activezi cu un clic."
    >
      <SignUpForm termsUrl={paths.terms} privacyUrl={paths.privacy} />
      <p className="text-center">
        Ai deja cont?{" "}
        <CampaignLink href={paths.signIn} className="inline-block py-2 link">
          Intră în cont
        </CampaignLink>
      </p>
    </FormPage>
  )
}
