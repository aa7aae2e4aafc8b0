import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { paths } from "@/lib/paths"
import { SignInForm } from "../_form/sign-in-form"

export const metadata: Metadata = { title: "Parola a fost schimbată", robots: { index: false } }

/** The sign-in page after a password reset. A page of its own, so that both can be prerendered. */
export default function SignInAfterResetPage() {
  return (
    <FormPage title="CONTUL MEU">
      <Alert tone="success" role="status">
        <p>Parola a fost schimbată. Intră în cont cu parola nouă.</p>
      </Alert>
      <SignInForm forgotPasswordUrl={paths.forgotPassword} />
    </FormPage>
  )
}
