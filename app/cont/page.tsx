import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { firstName } from "@/lib/domain/people/full-name"
import { paths } from "@/lib/paths"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { LiveOverview } from "./live-overview"

export const metadata: Metadata = { title: "Contul meu" }

export default async function AccountPage() {
  const customer = await requireCustomer()
  const overview = await accountOverview(app(), customer.id)
  return (
    <>
      <h1 className="text-display">Bună, {firstName(customer.fullName)}</h1>
      {overview.cards.length > 0 ? (
        <LiveOverview initial={overview} />
      ) : (
        <div className="mt-6">
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
