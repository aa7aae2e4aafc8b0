import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { SignInForm } from "../_form/sign-in-form"

export const metadata: Metadata = { title: "Parola a fost schimbată", robots: { index: false } }

/** Where a reset leads: prerendered as the ordinary sign-in is. */
export default function SignInAfterResetPage() {
  return (
    <FormPage title="CONTUL MEU">
      <Alert tone="success" role="status">
        <p>Parola a fost schimbată. Intră în cont cu parola nouă.</p>
      </Alert>
      <SignInForm />
    </FormPage>
  )
}
