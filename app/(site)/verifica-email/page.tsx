import type { Metadata } from "next"
import { rememberedAddress } from "@/app/_server/sign-up-address"
import { FormPage } from "@/components/site/form-page"
import { Alert } from "@/components/ui/alert"
import { activationLifetimeHours } from "@/lib/domain/time/lifetimes"
import { hourCount } from "@/lib/domain/words/plural"
import { ResendForm } from "./resend-form"

export const metadata: Metadata = { title: "Verifică e-mailul", robots: { index: false } }

export default async function CheckInboxPage() {
  const address = await rememberedAddress()
  return (
    <FormPage title="Verifică e-mailul">
      <Alert tone="info" title="Mai ai un pas">
        <p>
          Ți-am trimis un e-mail
          {address && (
            <>
              {" "}
              la <strong>{address}</strong>
            </>
          )}
          . Deschide-l și apasă butonul verde CONFIRMARE. Linkul este valabil{" "}
          {hourCount(activationLifetimeHours)}.
        </p>
      </Alert>
      <p>
        Nu l-ai primit în câteva minute? Uită-te și în dosarul Spam, apoi cere-l din nou. Dacă s-au cerut mai
        multe la rând, nu trimitem încă unul: poți folosi, din acest browser, orice link primit.
      </p>
      <ResendForm address={address ?? ""} />
    </FormPage>
  )
}
