import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { accountSettings } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { formatPhone } from "@/lib/domain/people/phone"
import { ProfileForm } from "../_parts/profile-form"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Datele tale" }

export default async function ProfilePage() {
  const { id: customerId, sessionId } = await requireCustomer()
  const { profile } = await accountSettings(app(), { customerId, sessionId })
  return (
    <SettingsPart title="Datele tale">
      <ProfileForm fullName={profile.fullName} phone={formatPhone(profile.phone)} />
    </SettingsPart>
  )
}
