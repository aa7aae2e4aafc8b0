import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { inspectSignInLink } from "@/lib/accounts/inspect-sign-in-link"
import { app } from "@/lib/app-context"
import { paths } from "@/lib/paths"
import { ContinueForm } from "./continue-form"

export const metadata: Metadata = { title: "Intră din acest browser", robots: { index: false } }

const signIn = { href: paths.signIn, label: "Intră în cont" }

export default async function SignInLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { state, account } = await inspectSignInLink(app(), token)
  if (state !== "valid") return <LinkOver state={state} help={signIn} />
  return (
    <FormPage
      title="Intră din acest browser"
      intro={`Este linkul contului ${account}. După ce apeși butonul, scrii parola, iar greșelile altora nu te mai opresc aici.`}
    >
      <ContinueForm token={token} />
    </FormPage>
  )
}
