import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { HelpLinks } from "@/components/site/help-links"
import { ForgotPasswordForm } from "./forgot-password-form"

export const metadata: Metadata = {
  title: "Ai uitat parola?",
  description: "Cere un link de resetare a parolei contului Focus Sat.",
}

export default function ForgotPasswordPage() {
  return (
    <FormPage
      title="Ai uitat parola?"
      intro="Nu este nicio problemă. Îți trimitem un link care poate fi folosit o singură dată."
    >
      <ForgotPasswordForm />
      <HelpLinks links={[["nu-vine-emailul", "Nu vine e-mailul?"]]} />
    </FormPage>
  )
}
