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
import { type CheckoutSummary, checkoutSummary } from "@/lib/orders/checkout/checkout"
import { orderPaths, paths } from "@/lib/paths"
import { OrderForm } from "./order-form"

export const metadata: Metadata = { title: "Comanda ta" }

export default async function ConfirmPage() {
  const customer = await requireCustomer()
  const [summary, profiles] = await Promise.all([
    checkoutSummary(app(), customer.id),
    listProfiles(app(), customer.id),
  ])
  if (!summary) redirect(paths.topUp)
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Comanda ta</h1>
      {summary.isShortened && (
        <Alert tone="warning" className="mt-4">
          Ceva din ce ai ales nu se mai poate comanda și a fost scos.
        </Alert>
      )}
      <ul className="mt-6 rounded-card border border-line bg-paper px-5">{summary.lines.map(line)}</ul>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 px-5">
        <dt className="text-muted">din care TVA {percentOf(summary.vatBasisPoints)} %</dt>
        <dd className="text-right text-muted figures">{formatLei(summary.vatBani)}</dd>
        <dt className="font-strong text-lead">Total</dt>
        <dd className="text-right font-strong text-lead figures">{formatLei(summary.totalBani)}</dd>
      </dl>
      <div className="mt-6 grid gap-4">
        {profiles.length > 0 ? (
          <OrderForm totalBani={summary.totalBani} profiles={profiles} />
        ) : (
          <>
            <p>Mai trebuie un singur lucru: pe ce date se emite factura.</p>
            <LinkButton href={orderPaths.billing} block>
              Adaugă date de facturare
            </LinkButton>
          </>
        )}
        <LinkButton href={paths.topUp} tone="text" block>
          Schimbă ce ai ales
        </LinkButton>
      </div>
    </div>
  )
}

function line(row: CheckoutSummary["lines"][number], at: number) {
  const { cardName, packageName, months, priceBani, startsAfter } = row
  return (
    <li key={at} className="flex justify-between gap-4 border-line border-t py-4 first:border-t-0">
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
