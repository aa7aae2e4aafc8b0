import type { ReactNode } from "react"
import { HelpLinks } from "@/components/site/help-links"
import { LinkButton } from "@/components/ui/link-button"
import { Unbroken } from "@/components/ui/unbroken"
import { formatLei } from "@/lib/domain/money/money"
import { stateWords } from "@/lib/domain/packages/subscription-state"
import { formatDate } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import type { OrderView } from "@/lib/orders/order-view"
import { orderPaths } from "@/lib/paths"
import { changedVatWords, orderQuestions, refundSentence } from "./order-words"
import { Timeline } from "./timeline"

/** Lines, sums, dates, party, documents and the way to withdraw. */
export function OrderDetails({ order }: { readonly order: OrderView }) {
  return (
    <>
      <ul className="mt-6 rounded-card border border-line bg-paper px-5">
        {order.lines.map((line) => orderLine(line, order.paidAt !== null))}
      </ul>
      <dl className="mt-4 grid gap-x-6 gap-y-3 px-5 sm:grid-cols-2">
        <Fact name="Total">
          <span className="font-strong text-lead figures">{formatLei(order.totalBani)}</span>
          {order.vat.basisPoints > 0 && (
            <span className="block text-muted text-small">din care TVA {formatLei(order.vat.vatBani)}</span>
          )}
          {order.vat.basisPoints > 0 && order.vat.ordered && (
            <span className="block text-muted text-small">{changedVatWords(order.vat)}</span>
          )}
        </Fact>
        <Fact name={order.invoices.length > 0 ? "Facturat pe" : "Se facturează pe"}>
          {order.billingWords}
        </Fact>
      </dl>
      <Timeline events={order.timeline} />
      {order.invoices.length > 0 && <Documents order={order} />}
      {order.withdrawUntil && (
        <div className="mt-6 rounded-card border border-line bg-paper p-5">
          <p>Până la {formatDate(order.withdrawUntil)} poți renunța la ce ai cumpărat, fără să spui de ce.</p>
          <div className="mt-3 flex">
            <LinkButton href={orderPaths.withdraw(order.id)} tone="outline">
              Retrage-te din contract aici
            </LinkButton>
          </div>
        </div>
      )}
      <HelpLinks className="mt-4" links={orderQuestions(order)} />
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-small">{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  )
}

function Documents({ order: { invoices, refunds } }: { readonly order: OrderView }) {
  return (
    <section aria-labelledby="facturi" className="mt-6 rounded-card border border-line bg-paper p-5">
      <h2 id="facturi" className="text-lead">
        Facturi
      </h2>
      <ul>
        {invoices.map(({ id, title, totalBani }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4">
            <a className="inline-flex min-h-12 items-center link" href={orderPaths.invoice(id)}>
              {title}
            </a>
            <span className="figures">{formatLei(totalBani)}</span>
          </li>
        ))}
      </ul>
      {refunds.map((refund) => (
        <p key={refund.id} className="mt-2 text-muted">
          {refundSentence(refund)}
        </p>
      ))}
    </section>
  )
}

function orderLine(line: OrderView["lines"][number], isPaid: boolean) {
  const { id, packageName, months, cardName, movedTo, priceBani, subscription } = line
  const cardNow = movedTo ?? cardName
  // What was paid for and is there no more was undone.
  const state = subscription ? stateWords(subscription.state) : isPaid && "Rambursat"
  return (
    <li key={id} className="border-line border-t py-4 first:border-t-0">
      <div className="flex justify-between gap-4">
        <div>
          <p className="font-strong">
            {packageName}, {monthCount(months)}
          </p>
          <p className="text-muted text-small">
            <Unbroken>{`Pe „${cardNow}”${state ? ` · ${state}` : ""}`}</Unbroken>
          </p>
          {movedTo && (
            <p className="text-muted text-small">
              <Unbroken>{`Comandat pentru „${cardName}”`}</Unbroken>
            </p>
          )}
        </div>
        <p className="shrink-0 whitespace-nowrap figures">{formatLei(priceBani)}</p>
      </div>
      {subscription?.state.kind === "ready" && (
        <div className="mt-3 flex">
          <LinkButton
            href={orderPaths.activation(subscription.id)}
            aria-label={`Activează ${packageName} pe „${cardNow}”`}
          >
            Activează
          </LinkButton>
        </div>
      )}
    </li>
  )
}
