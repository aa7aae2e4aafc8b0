import { ActionButtonForm } from "@/components/forms/action-button-form"
import { Unbroken } from "@/components/ui/unbroken"
import type { AskedLine } from "@/lib/domain/money/asked-lines"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { formatDate } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import type { Confirmation, ConfirmationLine } from "@/lib/orders/checkout/read-confirmation"
import { orderPaths } from "@/lib/paths"
import { removeLine } from "../_checkout/actions"
import { DurationTiles } from "../_checkout/duration-tiles"
import { lineField } from "../_checkout/fields"
import { lineName } from "../_checkout/words"

type LinesProps = { readonly confirmation: Confirmation; readonly asked: readonly AskedLine[] }

/** What is ordered, line by line, and what it costs. */
export function Lines({ confirmation, asked }: LinesProps) {
  const { lines, totalBani, vatBani, vatBasisPoints } = confirmation
  return (
    <>
      <ul className="mt-6 rounded-card border border-line bg-paper px-5">
        {lines.map((line) => (
          <li
            key={`${line.linkId} ${line.offerCode}`}
            className="grid gap-y-2 border-line border-t py-4 first:border-t-0"
          >
            <Goods line={line} />
            {asked.length > 0 && line.durations.length > 1 && <Durations line={line} lines={lines} />}
            <Remove line={line} lines={lines} isOfLink={asked.length > 0} />
          </li>
        ))}
      </ul>
      <dl className="mt-4 grid grid-cols-[1fr_auto] items-baseline gap-x-4 px-5">
        <dt className="font-strong text-lead">Total</dt>
        <dd className="whitespace-nowrap text-right font-strong text-title figures">
          {formatLei(totalBani)}
        </dd>
        {vatBasisPoints > 0 && (
          <>
            <dt className="text-muted text-small">din care TVA {percentOf(vatBasisPoints)} %</dt>
            <dd className="text-right text-muted text-small figures">{formatLei(vatBani)}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function Goods({ line }: { readonly line: ConfirmationLine }) {
  const { cardName, packageName, months, priceBani, isPaidAlready, wasBani } = line
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <div className="min-w-0 grow basis-52">
        <p className="text-muted text-small">
          <Unbroken>{`Pe „${cardName}”`}</Unbroken>
        </p>
        <p className="font-strong text-lead">
          {packageName}, {monthCount(months)}
        </p>
        <p className="text-muted text-small">{startWords(line)}</p>
        {isPaidAlready && (
          <p className="mt-1 text-soon">
            Ai deja {packageName} plătit pentru mai departe pe acest smartcard. Comanda adaugă încă o
            perioadă.
          </p>
        )}
        {wasBani !== null && (
          <p className="mt-1 text-soon">
            Prețul s-a schimbat: era {formatLei(wasBani)}, acum este {formatLei(priceBani)}.
          </p>
        )}
      </div>
      <p className="shrink-0 self-center whitespace-nowrap font-strong text-lead figures">
        {formatLei(priceBani)}
      </p>
    </div>
  )
}

function startWords({ startsAfter, lastDay, isPaidAlready }: ConfirmationLine): string {
  const after = startsAfter && `după ${formatDate(startsAfter)}, când se termină cel de acum`
  if (isPaidAlready) return after ? `Poate porni ${after}.` : "Poate porni imediat ce îl activezi."
  const start = after ? `Activat acum, începe ${after}, și` : "Pornește imediat ce îl activezi; activat acum,"
  return `${start} ține până la ${formatDate(lastDay)}.`
}

type OfLines = { readonly line: ConfirmationLine; readonly lines: readonly ConfirmationLine[] }

/** The other lengths of the same package, each a link to the order of it. */
const Durations = ({ line, lines }: OfLines) => (
  <DurationTiles
    about={`${line.packageName} pe „${line.cardName}”`}
    choices={line.durations}
    chosenCode={line.offerCode}
    hrefOf={(one) =>
      orderPaths.confirmOf(lines.map((other) => (other === line ? { ...line, ...one } : other)))
    }
  />
)

function Remove({ line, lines, isOfLink }: OfLines & { readonly isOfLink: boolean }) {
  const about = `Scoate ${lineName(line)}`
  if (lines.length < 2) return null
  if (!isOfLink)
    return (
      <ActionButtonForm
        action={removeLine}
        hidden={{ [lineField(line.linkId, line.offerCode)]: line.priceBani }}
        label="Scoate"
        ariaLabel={about}
        tone="text"
        className="justify-self-end"
      />
    )
  return (
    <a
      href={orderPaths.confirmOf(lines.filter((one) => one !== line))}
      aria-label={about}
      className="inline-flex min-h-12 items-center justify-self-end px-5 font-strong link"
    >
      Scoate
    </a>
  )
}
