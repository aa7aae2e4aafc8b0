import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { inspectLink } from "@/lib/accounts/inspect-link"
import { app } from "@/lib/app-context"
import { paths } from "@/lib/paths"
import { ConfirmForm } from "./confirm-form"

export const metadata: Metadata = { title: "Activează contul", robots: { index: false } }

const askAgain = { href: paths.checkInbox, label: "Cere un link nou" }
const signIn = { href: paths.signIn, label: "Intră în cont" }

export default async function ActivationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const state = await inspectLink(app(), "activation", token)
  if (state !== "valid") return <LinkOver state={state} help={state === "used" ? signIn : askAgain} />
  return (
    <FormPage
      title="Activează contul"
      intro="Apasă butonul ca să confirmi adresa de e-mail. Intri direct în contul tău."
    >
      <ConfirmForm token={token} />
    </FormPage>
  )
}
