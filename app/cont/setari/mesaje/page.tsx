import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { accountSettings } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { PreferencesForm } from "../_parts/preferences-form"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Mesaje" }

export default async function MessagesPage() {
  const { id: customerId, sessionId } = await requireCustomer()
  const { profile } = await accountSettings(app(), { customerId, sessionId })
  return (
    <SettingsPart title="Mesaje">
      <PreferencesForm reminders={profile.remindersEnabled} marketing={profile.wantsMarketing} />
      <p className="mt-5 text-muted text-small">
        Fără amintiri, afli numai din cont că un pachet se termină și poți rămâne fără programe. Despre
        comenzi, plăți și siguranța contului îți scriem oricum.
      </p>
      <HelpLinks links={[["alerte", "Nu primești alerta?"]]} />
    </SettingsPart>
  )
}
