import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { cache } from "react"
import { currentCustomer, requireCustomer } from "@/app/_server/customer"
import { ActivateForm } from "@/app/cont/_activation/activate-form"
import { SignalNote } from "@/app/cont/_activation/signal-note"
import { StateWatcher } from "@/app/cont/_live/state-watcher"
import { SupportPhone } from "@/components/account/support-phone"
import { HelpLinks } from "@/components/site/help-links"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { Moment } from "@/components/ui/moment"
import { Unbroken } from "@/components/ui/unbroken"
import { app } from "@/lib/app-context"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { stateWords } from "@/lib/domain/packages/subscription-state"
import { formatDate } from "@/lib/domain/time/civil-date"
import { packageNote } from "@/lib/domain/words/overview-words"
import { monthCount } from "@/lib/domain/words/plural"
import { orderPaths, paths } from "@/lib/paths"
import type { PackageOverview } from "@/lib/subscriptions/account-overview"
import { type SubscriptionView, subscriptionView } from "@/lib/subscriptions/subscription-view"
import { MoveForm } from "./move-form"

type Props = { readonly params: Promise<{ id: string }> }

/** Read once for the title and the page. */
const readOwn = cache(async (text: string): Promise<SubscriptionView | null> => {
  const customer = await currentCustomer()
  const id = parseId<SubscriptionId>(text)
  return customer && id ? subscriptionView(app(), { customerId: customer.id, id }) : null
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const bought = await readOwn((await params).id)
  return { title: bought ? titleOf(bought) : "Activează" }
}

/** "Activează Familia, 1 lună"; without the first word once it was done. */
const titleOf = ({ packageName, months, activation }: SubscriptionView) =>
  `${activation ? "Activează " : ""}${packageName}, ${monthCount(months)}`

const titleId = "titlu"

export default async function ActivationPage({ params }: Props) {
  await requireCustomer()
  const bought = await readOwn((await params).id)
  if (!bought) notFound()
  return (
    <div className="mx-auto max-w-2xl">
      <StateWatcher url={orderPaths.activationJson(bought.id)} initial={bought.watched} />
      <h1 id={titleId} tabIndex={-1} className="text-display">
        {titleOf(bought)}
      </h1>
      <p className="mt-1 text-muted">
        <Unbroken>{`Pe „${bought.cardName}”`}</Unbroken> <span className="figures">({bought.serial})</span> ·
        plătit pe {formatDate(bought.boughtOn)}
      </p>
      <div className="mt-6 grid gap-5">
        {bought.activation ? <ReadyPackage bought={bought} /> : <Started row={bought.row} />}
      </div>
    </div>
  )
}

function ReadyPackage({ bought }: { readonly bought: SubscriptionView }) {
  const { id, packageName, cardName, activation, isHeld, isBlocked, otherCards } = bought
  return (
    <>
      {!isHeld && (
        <Alert tone="warning">
          Smartcardul acestui pachet nu mai este în contul tău. Alege alt smartcard.
        </Alert>
      )}
      {isBlocked && (
        <Alert tone="danger">
          Smartcardul este blocat: pachetul nu poate porni pe el. Mută-l pe alt smartcard sau sună la Relații
          Clienți: <SupportPhone />.
        </Alert>
      )}
      {isHeld && !isBlocked && activation && (
        <section aria-label="Activare" className="rounded-card border border-line bg-paper p-5">
          <ActivateForm
            id={id}
            about={`${packageName} pe „${cardName}”`}
            activation={activation}
            thenFocus={titleId}
          />
        </section>
      )}
      {otherCards.length > 0 && (
        <section aria-labelledby="muta" className="rounded-card border border-line bg-paper p-5">
          <h2 id="muta" className="mb-4 text-lead">
            {isHeld ? "Mută pe alt smartcard" : "Alege smartcardul"}
          </h2>
          <MoveForm id={id} cards={otherCards} />
        </section>
      )}
      {!isHeld && otherCards.length === 0 && (
        <LinkButton href={paths.smartcards}>Adaugă un smartcard</LinkButton>
      )}
      <HelpLinks links={[["smartcard-gresit", "Ai ales alt smartcard decât voiai?"]]} />
    </>
  )
}

function Started({ row }: { readonly row: PackageOverview | null }) {
  return (
    <>
      <div role="status">
        <Moment
          drawing={row?.state.kind === "activating" ? "sending" : "done"}
          title={row ? `${stateWords(row.state)}. ${packageNote(row)}.` : "Pachetul a fost activat."}
        />
      </div>
      {row?.signalUntil && <SignalNote until={row.signalUntil} isAgain={row.isSignalAgain} />}
      <LinkButton href={paths.account} tone="outline">
        Vezi în contul tău
      </LinkButton>
      <HelpLinks
        links={[
          ["activarea-dureaza", "Cât durează?"],
          ["fara-imagine-dupa-plata", "Ai plătit și nu vezi nimic?"],
        ]}
      />
    </>
  )
}
