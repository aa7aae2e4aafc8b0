import { PackageRow as RowLines } from "@/components/account/package-row"
import { SupportPhone } from "@/components/account/support-phone"
import { formatLei } from "@/lib/domain/money/money"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { rowNote, rowState } from "@/lib/domain/words/overview-words"
import { orderPaths } from "@/lib/paths"
import type { PackageOverview } from "@/lib/subscriptions/account-overview"
import { followsOn, type PackageRow } from "@/lib/subscriptions/account-rows"
import { ActivateForm } from "../_activation/activate-form"
import { Activating } from "../_activation/activating"
import { SignalNote } from "../_activation/signal-note"

type RowProps = {
  readonly row: PackageRow
  readonly today: CivilDate
  readonly isOnlyCard: boolean
  /** Rows and subscriptions whose button or form stands on the to-do card. */
  readonly shownAbove: readonly string[]
}

/** The name of the heading of a row, for links and for the focus after an action. */
export const rowHeading = (row: { readonly id: string }) => `pachet-${row.id}`

export function OverviewRow(props: RowProps) {
  const { row, today } = props
  const { fraction, ahead } = partsOf(row)
  return (
    <RowLines
      id={rowHeading(row)}
      name={row.name}
      note={rowNote(row, today)}
      badge={rowState(row, today)}
      fraction={fraction}
      ahead={ahead}
      action={rowAction(props)}
      footer={rowFooter(props)}
    />
  )
}

const daysOfMonth = 30

/** The bar: what is left of the running period, and what is paid after it. */
function partsOf(row: PackageRow): { readonly fraction?: number; readonly ahead?: number } {
  const { current, waiting } = row
  if (!current || current.percentLeft === null || !("daysLeft" in current.state)) return {}
  const fraction = current.percentLeft / 100
  const paid = [...followsOn(row), ...waiting].reduce((sum, { months }) => sum + (months ?? 1), 0)
  if (paid === 0) return { fraction }
  // In days of the running period, which has `left` of `whole` days to run.
  const left = current.state.daysLeft + 1
  const whole = left / fraction + paid * daysOfMonth
  return { fraction: left / whole, ahead: (paid * daysOfMonth) / whole }
}

const linkStyle = "inline-flex min-h-12 items-center link"

/** Only where something is needed: to pay again what has ended or ends, or to look at what is being paid. */
function rowAction({ row, shownAbove }: RowProps) {
  const { id, ended, current, order, name, cardName } = row
  const about = `${name} pe „${cardName}”`
  if (order)
    return (
      <a href={orderPaths.one(order.id)} className={linkStyle}>
        {order.isInReview ? "Se verifică plata" : "Așteaptă plata"}
        <span className="sr-only">: comanda {order.number}</span>
      </a>
    )
  const over = current ?? ended
  const isOver = over?.state.kind === "expired" || over?.state.kind === "expiring"
  if (!over?.renewOfferCode || !isOver || shownAbove.includes(id)) return null
  return (
    <a
      href={orderPaths.renew(row.linkId, over.renewOfferCode, over.priceBani)}
      className={linkStyle}
      aria-label={`${renewWords(over)}, ${about}`}
    >
      {renewWords(over)}
    </a>
  )
}

/** The link's text with its price. */
const renewWords = ({ priceBani }: PackageOverview) =>
  priceBani === null ? "Reînnoiește" : `Reînnoiește · ${formatLei(priceBani)}`

/** The progress of the package, or the form that starts what waits. */
function rowFooter({ row, isOnlyCard, shownAbove }: RowProps) {
  const { current, waiting, name, cardName, isBlocked } = row
  const parts = [
    current?.state.kind === "activating" && <Activating key="activating" isLate={current.isLate} />,
    current?.signalUntil && (
      <SignalNote key="signal" until={current.signalUntil} isAgain={current.isSignalAgain} />
    ),
    ...waiting.map(({ id, activation, wasRefused }) => (
      <div key={id} className="grid gap-2">
        {wasRefused && <Refused />}
        {activation && !isBlocked && !shownAbove.includes(id) && (
          <ActivateForm
            id={id}
            about={`${name} pe „${cardName}”`}
            activation={activation}
            thenFocus={rowHeading(row)}
            tone="outline"
          />
        )}
        {!isOnlyCard && (
          <a href={orderPaths.activation(id)} className={`${linkStyle} justify-self-start text-small`}>
            Mută {name} pe alt smartcard
          </a>
        )}
      </div>
    )),
  ].filter(Boolean)
  return parts.length > 0 ? <div className="grid gap-3">{parts}</div> : null
}

const Refused = () => (
  <p className="text-over">
    Activarea nu a reușit și nu ai pierdut nimic. Încearcă din nou; dacă nu merge, sună la Relații Clienți:{" "}
    <SupportPhone />.
  </p>
)
