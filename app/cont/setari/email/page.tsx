import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { EmailForm } from "../_parts/email-form"
import { SettingsPart } from "../_parts/settings-part"
import { TrustForm } from "../_parts/trust-form"

export const metadata: Metadata = { title: "Adresa de e-mail" }

export default async function EmailPage() {
  const { email, emailTrouble } = await requireCustomer()
  return (
    <SettingsPart title="Adresa de e-mail">
      <p className="mb-4 wrap-anywhere">
        Acum: <strong>{email}</strong>
      </p>
      {emailTrouble && <TrustForm />}
      <EmailForm email={email} />
      <HelpLinks className="mt-2" links={[["alta-adresa", "Nu mai ai acces la adresa veche?"]]} />
    </SettingsPart>
  )
}
