import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { inspectEmailChange } from "@/lib/accounts/inspect-email-change"
import { app } from "@/lib/app-context"
import { settingsPaths } from "@/lib/settings-paths"
import { ConfirmEmailForm } from "./confirm-email-form"

export const metadata: Metadata = { title: "Confirmă adresa" }

const toSettings = { href: settingsPaths.email, label: "Mergi la Setări" }

export default async function EmailChangePage({ params }: { params: Promise<{ token: string }> }) {
  const { id: customerId } = await requireCustomer()
  const { token } = await params
  const { state, newEmail } = await inspectEmailChange(app(), { customerId, token })
  if (state !== "valid") return <LinkOver state={state} help={toSettings} />
  return (
    <FormPage title="Confirmă adresa" intro="Apasă butonul ca de acum înainte contul tău să aibă adresa:">
      <p className="wrap-anywhere font-strong">{newEmail}</p>
      <ConfirmEmailForm token={token} />
    </FormPage>
  )
}
