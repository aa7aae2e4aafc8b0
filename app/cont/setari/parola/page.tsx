import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { PasswordForm } from "../_parts/password-form"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Parola" }

export default async function PasswordPage() {
  const { email } = await requireCustomer()
  return (
    <SettingsPart title="Parola">
      <PasswordForm email={email} />
    </SettingsPart>
  )
}
