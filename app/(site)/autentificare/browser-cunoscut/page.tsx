import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { paths } from "@/lib/paths"
import { SignInForm } from "../_form/sign-in-form"

export const metadata: Metadata = { title: "Scrie parola", robots: { index: false } }

/** The sign-in page after a sign-in link. A page of its own, so that both can be prerendered. */
export default function SignInFromKnownBrowserPage() {
  return (
    <FormPage title="CONTUL MEU">
      <Alert tone="success" role="status">
        <p>Acum scrie parola. Greșelile altora nu te mai opresc în acest browser.</p>
      </Alert>
      <SignInForm forgotPasswordUrl={paths.forgotPassword} />
    </FormPage>
  )
}
