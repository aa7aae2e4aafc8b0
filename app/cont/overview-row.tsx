import { PackageRow } from "@/components/account/package-row"
import type { BadgeTone } from "@/components/ui/badge"
import { LinkButton } from "@/components/ui/link-button"
import { formatLei } from "@/lib/domain/money/money"
import { type SubscriptionState, stateWords } from "@/lib/domain/packages/subscription-state"
import { packageNote } from "@/lib/domain/words/overview-words"
import { orderPaths } from "@/lib/paths"
import type { CardOverview, PackageOverview } from "@/lib/subscriptions/account-overview"
import { ActivateForm } from "./_activation/activate-form"
import { SignalNote } from "./_activation/signal-note"

/** The button's text with its price; its name for screen readers adds the package. */
const renewWords = ({ priceBani }: PackageOverview) =>
  priceBani === null ? "Reînnoiește" : `Reînnoiește · ${formatLei(priceBani)}`

type RowProps = { readonly row: PackageOverview; readonly card: CardOverview; readonly isOnlyCard: boolean }

export function OverviewRow({ row, card, isOnlyCard }: RowProps) {
  const renewUrl = row.renewOfferCode && orderPaths.renew(card.linkId, row.renewOfferCode)
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
      footer={rowFooter({ row, card, isOnlyCard })}
    />
  )
}

/** The action or the progress of the package; null without any. */
function rowFooter({ row, card, isOnlyCard }: RowProps) {
  const { id, name, state, activation, isLate, wasRefused, signalUntil, isSignalAgain } = row
  if (state.kind === "activating") {
    return (
      <p className="rounded-small bg-waiting-ground px-4 py-3">
        Pornim pachetul. {isLate ? lateWords : "De obicei durează câteva secunde."}
      </p>
    )
  }
  if (signalUntil) return <SignalNote until={signalUntil} isAgain={isSignalAgain} />
  if (!activation) return null
  return (
    <div className="grid gap-3 @2xl:max-w-xl">
      {wasRefused && <p className="text-over">{refusedWords}</p>}
      {!card.isBlocked && (
        <ActivateForm id={id} about={`${name} pe „${card.name}”`} activation={activation} />
      )}
      {!isOnlyCard && (
        <a href={orderPaths.activation(id)} className="flex min-h-12 items-center link">
          Mută {name} pe alt smartcard
        </a>
      )}
    </div>
  )
}

const lateWords =
  "Durează mai mult decât de obicei: sistemul operatorului nu a răspuns încă. Încercăm mereu, iar dacă nu reușim în 24 de ore îți scriem și nu pierzi nimic."

const refusedWords =
  "Activarea nu a reușit și nu ai pierdut nimic. Încearcă din nou; dacă nu merge, sună la Relații Clienți."

export const tones = {
  ready: "waiting",
  scheduled: "waiting",
  activating: "waiting",
  active: "active",
  expiring: "soon",
  expired: "over",
} satisfies Record<SubscriptionState["kind"], BadgeTone>
