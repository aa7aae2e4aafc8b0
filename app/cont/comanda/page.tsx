import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { checkoutChoices } from "@/lib/orders/checkout/checkout"
import { paths, queryNames } from "@/lib/paths"
import { choiceField } from "./_checkout/checkout.schema"
import { ChooseForm } from "./choose-form"

export const metadata: Metadata = { title: "Reîncarcă" }

type Query = {
  readonly [queryNames.card]?: string | string[]
  readonly [queryNames.offer]?: string | string[]
}

export default async function CheckoutPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const { cards, packages, draft, suggestedOffer } = await checkoutChoices(app(), customer.id)
  const { [queryNames.card]: card, [queryNames.offer]: offerCode } = await searchParams
  const packageOf = (offerCode: string) =>
    packages.find(({ offers }) => offers.some(({ code }) => code === offerCode))?.code
  const fieldOf = (linkId: string, offerCode: string): [string, string][] => {
    const packageCode = packageOf(offerCode)
    return packageCode ? [[choiceField(linkId, packageCode), offerCode]] : []
  }
  // A link that names an offer and no card: the first that can have it, which the customer sees and can change.
  const linkId = typeof card === "string" ? card : cards.find(({ isBlocked }) => !isBlocked)?.linkId
  const offer = typeof offerCode === "string" ? offerCode : draft.length === 0 ? suggestedOffer : null
  const asked = linkId && offer ? fieldOf(linkId, offer) : []
  const chosen = Object.fromEntries([
    ...draft.flatMap((item) => fieldOf(item.linkId, item.offerCode)),
    ...asked,
  ])
  return (
    <>
      <h1 className="text-display">Reîncarcă</h1>
      {cards.length === 0 || packages.length === 0 ? (
        <div className="mt-6">
          <EmptyState
            title={cards.length === 0 ? "Adaugă întâi un smartcard" : "Acum nu este niciun pachet la vânzare"}
            action={cards.length === 0 && <LinkButton href={paths.smartcards}>Adaugă smartcardul</LinkButton>}
          />
        </div>
      ) : (
        <>
          <p className="mt-1 mb-6 max-w-prose text-muted">
            Alege pachetele pentru fiecare smartcard. Prețurile includ TVA.
          </p>
          <ChooseForm cards={cards} packages={packages} chosen={chosen} />
        </>
      )}
    </>
  )
}
