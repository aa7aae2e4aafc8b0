import type { Metadata } from "next"
import { currentCustomer } from "@/app/_server/customer"
import { openGraph } from "@/app/_server/open-graph"
import { breadcrumbs, organization, product } from "@/app/_server/structured-data"
import { CampaignLinkButton } from "@/components/site/campaign-link"
import { StructuredData } from "@/components/site/structured-data"
import { Badge } from "@/components/ui/badge"
import { Disclosure } from "@/components/ui/disclosure"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { type CatalogueOffer, type CataloguePackage, listCatalogue } from "@/lib/catalogue/list-catalogue"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { withCampaign } from "@/lib/domain/people/campaign"
import { channelCount, monthCount } from "@/lib/domain/words/plural"
import { seller } from "@/lib/env"
import { orderPaths, paths, queryNames } from "@/lib/paths"

export const metadata: Metadata = {
  title: "Pachete",
  description: "Pachetele Focus Sat, canalele din ele și prețurile lor.",
  openGraph: openGraph("packages"),
}

/** Rendered for each request: an import changes what is on sale. */
export const dynamic = "force-dynamic"

export default async function CataloguePage() {
  const [{ packages, vatBasisPoints }, customer] = await Promise.all([
    listCatalogue(app()),
    currentCustomer(),
  ])
  const isCustomer = customer !== null
  return (
    <div className="mx-auto max-w-5xl">
      <StructuredData
        graph={[organization(seller()), breadcrumbs("Pachete", paths.catalogue), ...packages.map(product)]}
      />
      <h1 className="text-display">Pachete</h1>
      {packages.length === 0 ? (
        <EmptyState drawing="sky" title="Acum nu este niciun pachet la vânzare">
          Revino în curând.
        </EmptyState>
      ) : (
        <>
          <p className="mt-2 max-w-prose text-muted">
            Alegi pachetul și pe câte luni.
            {vatBasisPoints > 0 && ` Prețurile includ TVA ${percentOf(vatBasisPoints)} %.`}
          </p>
          <ul className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-4 md:grid-cols-2 lg:grid-cols-3">
            {packages.map((one) => packageCard(one, isCustomer))}
          </ul>
        </>
      )}
    </div>
  )
}

function packageCard(
  { code, name, description, isDemo, channels, offers }: CataloguePackage,
  isCustomer: boolean,
) {
  return (
    // Four rows in common with the cards beside it: what stands side by side can be compared.
    <li
      key={code}
      className="row-span-4 mb-4 grid grid-cols-[minmax(0,1fr)] grid-rows-subgrid gap-y-0 rounded-card border border-line bg-paper p-[min(1.25rem,5vw)] lg:p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-2 self-start">
        <h2 className="text-title">{name}</h2>
        {isDemo && <Badge tone="waiting">Demonstrativ</Badge>}
      </div>
      <p className="mt-1 text-muted">{description}</p>
      <ul className="mt-4">{offers.map((offer) => offerRow(offer, name, isCustomer))}</ul>
      {channels.length > 0 && (
        <Disclosure summary={`Vezi cele ${channelCount(channels.length)}`} about={`din ${name}`}>
          <ul className="grid grid-cols-2 gap-x-4 text-small">
            {channels.map((channel) => (
              <li key={channel}>{channel}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </li>
  )
}

/** Leads customers to the checkout and visitors to sign-up, with the offer selected. */
function offerRow({ code, months, priceBani }: CatalogueOffer, packageName: string, isCustomer: boolean) {
  const Link = isCustomer ? LinkButton : CampaignLinkButton
  return (
    <li
      key={code}
      className="flex flex-wrap items-center justify-between gap-x-1 gap-y-2 border-line border-t py-3"
    >
      <p>
        <span className="font-strong">{monthCount(months)}</span>
        {months > 1 && (
          <span className="block whitespace-nowrap text-muted text-small">
            {formatLei(Math.round(priceBani / months))}/lună
          </span>
        )}
      </p>
      <Link
        href={isCustomer ? orderPaths.choose(code) : withCampaign(paths.signUp, { [queryNames.offer]: code })}
        tone="outline"
      >
        Vreau · {formatLei(priceBani)}
        <span className="sr-only">
          {" "}
          pentru {packageName}, {monthCount(months)}
        </span>
      </Link>
    </li>
  )
}
