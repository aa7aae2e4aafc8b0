import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { inspectLink } from "@/lib/accounts/inspect-link"
import { app } from "@/lib/app-context"
import { paths } from "@/lib/paths"
import { NewPasswordForm } from "./new-password-form"

export const metadata: Metadata = { title: "Parola nouă", robots: { index: false } }

const askAgain = { href: paths.forgotPassword, label: "Cere un link nou" }

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const state = await inspectLink(app(), "password-reset", token)
  if (state !== "valid") return <LinkOver state={state} help={askAgain} />
  return (
    <FormPage title="Alege parola nouă" intro="După ce o schimbi, te deconectăm de pe toate dispozitivele.">
      <NewPasswordForm token={token} />
    </FormPage>
  )
}
