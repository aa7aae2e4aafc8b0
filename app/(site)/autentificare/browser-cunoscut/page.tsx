import type { Metadata } from "next"
import { connection } from "next/server"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { paths } from "@/lib/paths"
import { SignInForm } from "../_form/sign-in-form"

export const metadata: Metadata = { title: "Scrie parola", robots: { index: false } }

/** The sign-in page after a sign-in link. */
export default async function SignInFromKnownBrowserPage() {
  await connection()
  return (
    <FormPage title="CONTUL MEU">
      <Alert tone="success" role="status">
        <p>Acum scrie parola. Greșelile altora nu te mai opresc în acest browser.</p>
      </Alert>
      <SignInForm forgotPasswordUrl={paths.forgotPassword} />
    </FormPage>
  )
}
