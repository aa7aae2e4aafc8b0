import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { LinkButton } from "@/components/ui/link-button"
import { inspectReset } from "@/lib/accounts/inspect-reset"
import { app } from "@/lib/app-context"
import { messages } from "@/lib/domain/words/messages"
import { paths } from "@/lib/paths"
import { NewPasswordForm } from "./new-password-form"

export const metadata: Metadata = { title: "Parola nouă", robots: { index: false } }

const askAgain = { href: paths.forgotPassword, label: "Cere un link nou" }

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { state, email } = await inspectReset(app(), token)
  if (state === "used") return <PasswordWasChanged />
  if (state !== "valid") return <LinkOver state={state} help={askAgain} />
  return (
    <FormPage title="Alege parola nouă" intro="După ce o schimbi, te deconectăm de pe toate dispozitivele.">
      <NewPasswordForm token={token} email={email} />
    </FormPage>
  )
}

/** Most who open the link a second time have just set the password. */
function PasswordWasChanged() {
  return (
    <FormPage
      title="Parola a fost schimbată"
      intro={`${messages.linkUsed} Intră în cont cu parola aleasă atunci.`}
    >
      <LinkButton href={paths.signIn} block>
        Intră în cont
      </LinkButton>
      <LinkButton href={paths.forgotPassword} tone="outline" block>
        Cere un link nou
      </LinkButton>
    </FormPage>
  )
}
