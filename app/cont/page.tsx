import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { parsePage } from "@/lib/domain/pages"
import { firstName } from "@/lib/domain/people/full-name"
import { paths, queryNames } from "@/lib/paths"
import { accountPage } from "@/lib/subscriptions/account-page"
import { LiveOverview } from "./live-overview"
import { UnplacedPackages } from "./unplaced-packages"

export const metadata: Metadata = { title: "Contul meu" }

type Query = { readonly [queryNames.page]?: string | string[] }

export default async function AccountPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const page = parsePage((await searchParams)[queryNames.page])
  const overview = await accountPage(app(), { customerId: customer.id, page })
  return (
    <>
      <h1 className="text-display">Bună, {firstName(customer.fullName)}</h1>
      {overview.cardCount > 0 ? (
        <LiveOverview initial={overview} />
      ) : (
        <div className="mt-6 grid gap-5">
          {overview.unplaced.length > 0 && <UnplacedPackages packages={overview.unplaced} />}
          <EmptyState
            title="Adaugă primul tău smartcard"
            action={<LinkButton href={paths.smartcards}>Adaugă smartcardul</LinkButton>}
          >
            <p>Cu seria lui vezi aici ce pachete ai și până când sunt valabile.</p>
          </EmptyState>
        </div>
      )}
    </>
  )
}
