import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"
import { SignInForm } from "./_form/sign-in-form"

export const metadata: Metadata = {
  title: "Intră în cont",
  description: "Intră în contul tău Focus Sat sau fă-ți unul nou.",
}

export default function SignInPage() {
  return (
    <FormPage title="CONTUL MEU">
      <SignInForm />
      <div className="border-line border-t pt-6">
        <p className="mb-3 text-center">Nu ai cont?</p>
        <LinkButton href={paths.signUp} tone="outline" block>
          VREAU CONT NOU!
        </LinkButton>
      </div>
    </FormPage>
  )
}
