import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { seller } from "@/lib/env"
import { orderPaths, paths } from "@/lib/paths"
import { readTopUpAddress, type TopUpQuery } from "./_choose/address"
import { CardStep } from "./_choose/card-step"
import { PackageStep } from "./_choose/package-step"
import { readTopUp, type TopUp } from "./_choose/read-top-up"

export const metadata: Metadata = { title: "Reîncarcă" }

type PageProps = { readonly searchParams: Promise<TopUpQuery> }

/** Two steps, which cards and which packages; what is chosen stands in the address. */
export default async function TopUpPage({ searchParams }: PageProps) {
  const customer = await requireCustomer()
  const asked = readTopUpAddress(await searchParams)
  const { linkIds, presetCode, step, search } = asked
  const [linkId] = linkIds
  // Renewal links of mails that were sent before a link was the order.
  if (linkId && presetCode && !step) redirect(orderPaths.renew(linkId, presetCode))
  const topUp = await readTopUp(app(), {
    customerId: customer.id,
    asked: { ...asked, isFresh: step === null },
  })
  const reason = whyNothing(topUp)
  const hasChosen = topUp.cards.some(({ isChosen }) => isChosen)
  const isSingle = topUp.cards.filter(({ isBlocked }) => !isBlocked).length === 1
  const isSecond = isSingle || (hasChosen && linkIds.length > 0 && step !== "cards")
  const isWide = isSecond && !reason
  return (
    <div className={isWide ? undefined : "mx-auto max-w-2xl"}>
      <h1 className="text-display">Reîncarcă</h1>
      {reason ? (
        <div className="mt-6">
          <EmptyState
            drawing="card"
            title={reason}
            action={
              topUp.cards.length === 0 && <LinkButton href={paths.smartcards}>Adaugă smartcardul</LinkButton>
            }
          />
        </div>
      ) : (
        <>
          <p className="mt-1 mb-5 max-w-prose text-muted">
            {!isSingle && `Pasul ${isSecond ? 2 : 1} din 2. `}
            {seller().isVatPayer && "Prețurile includ TVA."}
          </p>
          {isSecond ? (
            <PackageStep topUp={topUp} />
          ) : (
            <CardStep topUp={topUp} search={search} lacksCard={step === "packages"} />
          )}
        </>
      )}
    </div>
  )
}

function whyNothing({ cards, hasPackages }: TopUp): string | null {
  if (cards.length === 0) return "Adaugă întâi un smartcard"
  if (!hasPackages) return "Acum nu este niciun pachet la vânzare"
  return cards.every(({ isBlocked }) => isBlocked) ? "Smartcardul este blocat: sună la Relații Clienți" : null
}
