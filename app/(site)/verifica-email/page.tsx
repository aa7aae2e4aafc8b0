import type { Metadata } from "next"
import { type Query, textsOf } from "@/app/_server/query-texts"
import { rememberedAddress } from "@/app/_server/sign-up-address"
import { FormPage } from "@/components/site/form-page"
import { HelpLinks } from "@/components/site/help-links"
import { Alert } from "@/components/ui/alert"
import { Unbroken } from "@/components/ui/unbroken"
import { campaignOf, withCampaign } from "@/lib/domain/people/campaign"
import { activationLifetimeHours } from "@/lib/domain/time/lifetimes"
import { hourCount } from "@/lib/domain/words/plural"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"
import { paths, queryNames } from "@/lib/paths"
import { ChosenOffer } from "./chosen-offer"
import { ResendForm } from "./resend-form"

export const metadata: Metadata = { title: "Verifică e-mailul", robots: { index: false } }

export default async function CheckInboxPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const address = await rememberedAddress()
  const campaign = campaignOf(textsOf(await searchParams))
  const offer = campaign[queryNames.offer]
  return (
    <FormPage title="Verifică e-mailul">
      <Alert tone="info" title="Mai ai un pas">
        <p>
          <Unbroken>Ți-am trimis un e-mail</Unbroken>
          {address && (
            <>
              {" "}
              la <strong>{address}</strong>
            </>
          )}
          . Deschide-l și apasă butonul verde CONFIRMARE. Linkul este valabil{" "}
          {unbrokenNumbers(hourCount(activationLifetimeHours))}.
        </p>
      </Alert>
      {offer && <ChosenOffer code={offer} />}
      <p>
        <Unbroken>
          Nu l-ai primit în câteva minute? Uită-te și în dosarul Spam, apoi cere-l din nou. Dacă s-au cerut
          mai multe la rând, nu trimitem încă unul: poți folosi, din acest browser, orice link primit.
        </Unbroken>
      </p>
      <ResendForm address={address ?? ""} />
      <HelpLinks links={[["nu-vine-emailul", "Tot nu vine e-mailul?"]]} />
      <p>
        Ai greșit adresa?{" "}
        <a href={withCampaign(paths.signUp, campaign)} className="inline-block py-2 link">
          Scrie alta
        </a>
        . Completezi formularul încă o dată; cererea cu adresa greșită se șterge singură.
      </p>
    </FormPage>
  )
}
