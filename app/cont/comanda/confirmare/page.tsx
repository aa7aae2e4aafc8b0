import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { listProfiles } from "@/lib/billing-profiles/list-profiles"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { formatDate } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import type { UnorderableLine } from "@/lib/orders/checkout/check-lines"
import {
  type Confirmation,
  type ConfirmationLine,
  readConfirmation,
} from "@/lib/orders/checkout/read-confirmation"
import { orderPaths, paths } from "@/lib/paths"
import { lineName, problemSentence } from "../_checkout/words"
import { OrderForm } from "./order-form"

export const metadata: Metadata = { title: "Comanda ta" }

export default async function ConfirmPage() {
  const customer = await requireCustomer()
  const [confirmation, profiles] = await Promise.all([
    readConfirmation(app(), customer.id),
    listProfiles(app(), customer.id),
  ])
  if (!confirmation) redirect(paths.topUp)
  const { checkoutId, lines, unorderable, totalBani } = confirmation
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Comanda ta</h1>
      {unorderable.length > 0 && <Unorderable lines={unorderable} isAll={lines.length === 0} />}
      {lines.length > 0 && <Lines confirmation={confirmation} />}
      <div className="mt-6 grid gap-4">
        {lines.length > 0 && profiles.length > 0 && (
          <OrderForm checkoutId={checkoutId} lines={lines} totalBani={totalBani} profiles={profiles} />
        )}
        {lines.length > 0 && profiles.length === 0 && (
          <>
            <p>Mai trebuie un singur lucru: pe ce date se emite factura.</p>
            <LinkButton href={orderPaths.billing} block>
              Adaugă date de facturare
            </LinkButton>
          </>
        )}
        <LinkButton href={paths.topUp} tone={lines.length > 0 ? "text" : "primary"} block>
          {lines.length > 0 ? "Schimbă ce ai ales" : "Alege din nou"}
        </LinkButton>
      </div>
    </div>
  )
}

type UnorderableProps = { readonly lines: readonly UnorderableLine[]; readonly isAll: boolean }

function Unorderable({ lines, isAll }: UnorderableProps) {
  const title = isAll
    ? "Ce ai ales nu se mai poate comanda"
    : "O parte din ce ai ales nu se mai poate comanda"
  return (
    <Alert tone="warning" title={title} className="mt-4">
      <ul className="grid gap-2">
        {lines.map((line) => (
          <li key={`${line.linkId} ${line.offerCode}`}>
            <span className="font-strong">{lineName(line)}.</span> {problemSentence(line.problem)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Lines({ confirmation }: { readonly confirmation: Confirmation }) {
  const { lines, totalBani, vatBani, vatBasisPoints } = confirmation
  return (
    <>
      <ul className="mt-6 rounded-card border border-line bg-paper px-5">{lines.map(lineItem)}</ul>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 px-5">
        {vatBasisPoints > 0 && (
          <>
            <dt className="text-muted">din care TVA {percentOf(vatBasisPoints)} %</dt>
            <dd className="text-right text-muted figures">{formatLei(vatBani)}</dd>
          </>
        )}
        <dt className="font-strong text-lead">Total</dt>
        <dd className="text-right font-strong text-lead figures">{formatLei(totalBani)}</dd>
      </dl>
    </>
  )
}

function lineItem({
  linkId,
  offerCode,
  cardName,
  packageName,
  months,
  priceBani,
  startsAfter,
}: ConfirmationLine) {
  return (
    <li
      key={`${linkId} ${offerCode}`}
      className="flex justify-between gap-4 border-line border-t py-4 first:border-t-0"
    >
      <div>
        <p className="font-strong">
          {packageName}, {monthCount(months)}
        </p>
        <p className="text-muted text-small">
          Pe „{cardName}” ·{" "}
          {startsAfter ? `poate porni după ${formatDate(startsAfter)}` : "poate porni imediat ce îl activezi"}
        </p>
      </div>
      <p className="shrink-0 whitespace-nowrap figures">{formatLei(priceBani)}</p>
    </li>
  )
}
