"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { PackageRow } from "@/components/account/package-row"
import { SmartcardPanel } from "@/components/account/smartcard-panel"
import { UrgentBanner } from "@/components/account/urgent-banner"
import type { BadgeTone } from "@/components/ui/badge"
import { LinkButton } from "@/components/ui/link-button"
import { formatLei } from "@/lib/domain/money"
import { accountSummary, packageNote, urgentWords } from "@/lib/domain/overview-words"
import { type SubscriptionState, stateWords } from "@/lib/domain/subscription-state"
import { orderPaths, paths } from "@/lib/paths"
import type { AccountOverview, CardOverview, PackageOverview } from "@/lib/subscriptions/account-overview"

const refreshMs = 60_000

/** The account as it is now: rendered by the server, kept current while the page stays open. */
export function LiveOverview({ initial }: { readonly initial: AccountOverview }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Overview initial={initial} />
    </QueryClientProvider>
  )
}

function Overview({ initial }: { readonly initial: AccountOverview }) {
  const { data } = useQuery({
    queryKey: ["account-overview"],
    queryFn: fetchOverview,
    initialData: initial,
    staleTime: refreshMs / 2,
    refetchInterval: refreshMs,
    retry: false,
  })
  const { cards, urgent } = data
  const packages = cards.flatMap((card) => card.packages)
  return (
    <>
      <p className="mt-1 text-muted">{accountSummary(cards.length, packages.length)}</p>
      <div className="mt-5 grid gap-5">
        {urgent && <Urgent {...urgent} />}
        {cards.map((card) => (
          <Card key={card.linkId} card={card} />
        ))}
      </div>
    </>
  )
}

async function fetchOverview(): Promise<AccountOverview> {
  const answer = await fetch(paths.accountOverviewJson, { headers: { accept: "application/json" } })
  if (!answer.ok) throw new Error(`The overview was answered with ${answer.status}`)
  return answer.json()
}

function Urgent({ cardName, row }: NonNullable<AccountOverview["urgent"]>) {
  const { title, rest } = urgentWords(cardName, row)
  const price =
    row.state.kind === "expiring" && row.priceBani !== null
      ? ` Reînnoirea costă ${formatLei(row.priceBani)}.`
      : ""
  return <UrgentBanner tone={tones[row.state.kind]} title={title} rest={rest + price} />
}

function Card({ card }: { readonly card: CardOverview }) {
  return (
    <SmartcardPanel name={card.name} serial={card.serial} notice={card.isBlocked && <BlockedNotice />}>
      {card.packages.length > 0 ? (
        card.packages.map((row) => (
          <Row key={row.id} row={row} renewUrl={card.isBlocked ? null : renewUrlOf(card, row)} />
        ))
      ) : (
        <NoPackages />
      )}
    </SmartcardPanel>
  )
}

/** Where the same package is ordered again for the same card; null where nothing has to be renewed, or it is not sold. */
function renewUrlOf(
  { linkId }: { readonly linkId: string },
  { state, renewOfferCode }: PackageOverview,
): string | null {
  const runsOut = state.kind === "active" || state.kind === "expiring" || state.kind === "expired"
  return runsOut && renewOfferCode ? orderPaths.renew(linkId, renewOfferCode) : null
}

/** What the button says and costs; its name for screen readers adds which package. */
const renewWords = ({ priceBani }: PackageOverview) =>
  priceBani === null ? "Reînnoiește" : `Reînnoiește · ${formatLei(priceBani)}`

function Row({ row, renewUrl }: { readonly row: PackageOverview; readonly renewUrl: string | null }) {
  return (
    <PackageRow
      name={row.name}
      note={packageNote(row)}
      badge={{ tone: tones[row.state.kind], text: stateWords(row.state) }}
      fraction={row.percentLeft === null ? undefined : row.percentLeft / 100}
      action={
        renewUrl && (
          <LinkButton href={renewUrl} tone="outline" aria-label={`${renewWords(row)}, ${row.name}`}>
            {renewWords(row)}
          </LinkButton>
        )
      }
    />
  )
}

const BlockedNotice = () => (
  <p className="text-over">Smartcardul este blocat. Sună la Relații Clienți ca să afli de ce.</p>
)

const NoPackages = () => (
  <li className="border-line border-t px-5 py-4 text-muted">Niciun pachet pe acest smartcard.</li>
)

const tones = {
  ready: "waiting",
  scheduled: "waiting",
  activating: "waiting",
  active: "active",
  expiring: "soon",
  expired: "over",
} satisfies Record<SubscriptionState["kind"], BadgeTone>
