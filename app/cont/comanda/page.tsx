import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { isCatalogueCode } from "@/lib/domain/packages/catalogue-code"
import { seller } from "@/lib/env"
import { listCheckoutChoices } from "@/lib/orders/checkout/list-checkout-choices"
import { orderPaths, paths, queryNames } from "@/lib/paths"
import { ChooseForm } from "./choose-form"

export const metadata: Metadata = { title: "Reîncarcă" }

type Query = {
  readonly [queryNames.card]?: string | string[]
  readonly [queryNames.offer]?: string | string[]
}

export default async function CheckoutPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const { [queryNames.card]: card, [queryNames.offer]: offer } = await searchParams
  const asked = {
    linkId: typeof card === "string" ? card : null,
    offerCode: typeof offer === "string" ? offer : null,
  }
  const linkId = asked.linkId && parseId<SmartcardLinkId>(asked.linkId)
  // Renewal links of mails that were sent before a link was the order.
  if (linkId && asked.offerCode && isCatalogueCode(asked.offerCode))
    redirect(orderPaths.renew(linkId, asked.offerCode))
  const choices = await listCheckoutChoices(app(), { customerId: customer.id, asked })
  const { cards, packages } = choices
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
            Alege pachetele pentru fiecare smartcard.{seller().isVatPayer && " Prețurile includ TVA."}
          </p>
          <ChooseForm {...choices} />
        </>
      )}
    </>
  )
}
