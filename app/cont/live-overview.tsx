"use client"

import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { CardPages } from "@/components/account/card-pages"
import { SmartcardPanel } from "@/components/account/smartcard-panel"
import { UrgentBanner } from "@/components/account/urgent-banner"
import { formatLei } from "@/lib/domain/money/money"
import { accountSummary, urgentWords } from "@/lib/domain/words/overview-words"
import { paths, queryNames } from "@/lib/paths"
import type { AccountOverview, CardOverview, PackageOverview } from "@/lib/subscriptions/account-overview"
import type { AccountPage } from "@/lib/subscriptions/account-page"
import { NoPicture } from "./_activation/no-picture"
import { OverviewRow, tones } from "./overview-row"
import { UnplacedPackages } from "./unplaced-packages"

const refreshMs = 60_000
/** While a command is pending at the gateway. */
const soonMs = 3_000

/** The account: rendered by the server, polled while the page is open. */
export function LiveOverview({ initial }: { readonly initial: AccountPage }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Overview initial={initial} />
    </QueryClientProvider>
  )
}

function Overview({ initial }: { readonly initial: AccountPage }) {
  const client = useQueryClient()
  const queryKey = useMemo(() => ["account-overview", initial.page], [initial.page])
  const { data } = useQuery({
    queryKey,
    queryFn: () => fetchOverview(initial.page),
    initialData: initial,
    staleTime: refreshMs / 2,
    refetchInterval: (query) => (isActivating(query.state.data) ? soonMs : refreshMs),
    retry: false,
  })
  // After an action the server renders the page again: that data is newer than the fetched one.
  useEffect(() => {
    client.setQueryData(queryKey, initial)
  }, [client, initial, queryKey])
  const { cards, urgent, unplaced, cardCount, packageCount } = data
  const packages = cards.flatMap((card) => card.packages)
  return (
    <>
      <p className="mt-1 text-muted">{accountSummary(cardCount, packageCount)}</p>
      <p role="status" className="sr-only">
        {packages.map(announcement).join(" ")}
      </p>
      <div className="mt-5 grid gap-5">
        {urgent && <Urgent {...urgent} />}
        {cards.map((card) => (
          <Card key={card.linkId} card={card} isOnlyCard={cardCount === 1} />
        ))}
        <CardPages path={paths.account} parameter={queryNames.page} page={data.page} pages={data.pages} />
        {unplaced.length > 0 && <UnplacedPackages packages={unplaced} />}
      </div>
    </>
  )
}

async function fetchOverview(page: number): Promise<AccountPage> {
  const answer = await fetch(`${paths.accountOverviewJson}?${queryNames.page}=${page}`, {
    headers: { accept: "application/json" },
  })
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

const isActivating = (overview?: AccountOverview) =>
  overview?.cards.some(({ packages }) => packages.some(({ state }) => state.kind === "activating")) ?? false

/** Changes without the customer, announced to screen readers. */
function announcement({ name, state, signalUntil }: PackageOverview): string {
  if (state.kind === "activating") return `${name}: în curs de activare.`
  return signalUntil ? `${name}: activarea a pornit.` : ""
}

function Card({ card, isOnlyCard }: { readonly card: CardOverview; readonly isOnlyCard: boolean }) {
  const running = card.isBlocked ? [] : card.packages.filter(isRunning)
  return (
    <SmartcardPanel
      name={card.name}
      serial={card.serial}
      notice={card.isBlocked && <BlockedNotice />}
      footer={running.length > 0 && <NoPicture card={card} packages={running} />}
    >
      {card.packages.length > 0 ? (
        card.packages.map((row) => <OverviewRow key={row.id} row={row} card={card} isOnlyCard={isOnlyCard} />)
      ) : (
        <NoPackages />
      )}
    </SmartcardPanel>
  )
}

const isRunning = ({ state }: PackageOverview) => state.kind === "active" || state.kind === "expiring"

const BlockedNotice = () => (
  <p className="text-over">Smartcardul este blocat. Sună la Relații Clienți ca să afli de ce.</p>
)

const NoPackages = () => (
  <li className="border-line border-t px-5 py-4 text-muted">Niciun pachet pe acest smartcard.</li>
)
