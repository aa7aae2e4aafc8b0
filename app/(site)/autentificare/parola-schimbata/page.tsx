import type { Metadata } from "next"
import { readFlash } from "@/app/_server/flash"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { paths } from "@/lib/paths"
import { SignInForm } from "../_form/sign-in-form"

export const metadata: Metadata = { title: "Parola a fost schimbată", robots: { index: false } }

/** The sign-in page after a password reset. */
export default async function SignInAfterResetPage() {
  const flash = (await readFlash(null))?.flash
  const email = flash?.kind === "password-changed" ? flash.email : undefined
  return (
    <FormPage title="CONTUL MEU">
      <Alert tone="success" role="status">
        <p>Parola a fost schimbată. Intră în cont cu parola nouă.</p>
      </Alert>
      <SignInForm forgotPasswordUrl={paths.forgotPassword} email={email} />
    </FormPage>
  )
}
