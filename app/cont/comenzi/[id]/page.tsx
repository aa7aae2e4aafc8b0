import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { StateWatcher } from "@/app/cont/_live/state-watcher"
import { OrderBadge } from "@/components/account/order-badge"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { formatLei } from "@/lib/domain/money/money"
import { stateWords } from "@/lib/domain/packages/subscription-state"
import { formatDate, formatInstant } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import { type OrderView, type OrderViewOptions, orderView } from "@/lib/orders/order-view"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { orderPaths, queryNames } from "@/lib/paths"
import { CancelForm, PayForm } from "./order-actions"
import {
  changedVatWords,
  notStartedWords,
  orderSentence,
  orderTones,
  refundSentence,
  secondPaymentWords,
} from "./order-words"

export const metadata: Metadata = { title: "Comanda" }

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{
    readonly [queryNames.fromPayment]?: string | string[]
    readonly [queryNames.notStarted]?: string | string[]
  }>
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { id: customerId } = await requireCustomer()
  const orderId = parseId<OrderId>((await params).id)
  if (!orderId) notFound()
  const own = { customerId, orderId }
  const found = await orderView(app(), own)
  if (!found) notFound()
  const query = await searchParams
  const order = query[queryNames.fromPayment] === undefined ? found : await settled(own, found)
  const isPayable = order.state === "awaiting" || order.state === "declined" || order.isTransferLate
  return (
    <div className="mx-auto max-w-2xl">
      <StateWatcher url={orderPaths.json(orderId)} initial={order.watched} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-display">Comanda {order.number}</h1>
        <OrderBadge state={order.state} />
      </div>
      <Alert tone={orderTones[order.state]} role="status" className="mt-4">
        {orderSentence(order)}
      </Alert>
      {order.secondPayment && (
        <Alert tone="warning" className="mt-3">
          {secondPaymentWords[order.secondPayment]}
        </Alert>
      )}
      {isPayable && query[queryNames.notStarted] !== undefined && (
        <Alert tone="warning" className="mt-3">
          {notStartedWords}
        </Alert>
      )}
      {isPayable && (
        <div className="mt-5 grid gap-2">
          <PayForm id={orderId} totalBani={order.totalBani} />
          <CancelForm id={orderId} />
        </div>
      )}
      <OrderDetails order={order} />
    </div>
  )
}

/**
 * Settles the payment before the page is shown: who has just paid does not wait for the webhook. Where the
 * provider does not answer, it is not known whether money came.
 */
async function settled(own: OrderViewOptions, order: OrderView): Promise<OrderView> {
  if (!order.sessionId) return order
  const outcome = await settlePayment(app(), order.sessionId)
  if (outcome === "unavailable") return { ...order, state: "review" }
  deliverMailAfterResponse()
  return (await orderView(app(), own)) ?? order
}

function OrderDetails({ order }: { readonly order: OrderView }) {
  return (
    <>
      <ul className="mt-6 rounded-card border border-line bg-paper px-5">
        {order.lines.map((line) => orderLine(line, order.paidAt !== null))}
      </ul>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-5">
        <dt className="text-muted">Total</dt>
        <dd className="text-right font-strong figures">
          {formatLei(order.totalBani)}
          {order.vat.basisPoints > 0 && `, din care TVA ${formatLei(order.vat.vatBani)}`}
        </dd>
        {order.vat.ordered && (
          <dd className="col-span-2 text-muted text-small">{changedVatWords(order.vat)}</dd>
        )}
        <dt className="text-muted">Comandată</dt>
        <dd className="text-right figures">{formatInstant(order.createdAt)}</dd>
        {order.paidAt && (
          <>
            <dt className="text-muted">Plătită</dt>
            <dd className="text-right figures">{formatInstant(order.paidAt)}</dd>
          </>
        )}
        <dt className="text-muted">Facturat pe</dt>
        <dd className="text-right">{order.billingWords}</dd>
      </dl>
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
    </>
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
  const { id, packageName, months, cardName, priceBani, subscription } = line
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
            Pe „{cardName}”{state && ` · ${state}`}
          </p>
        </div>
        <p className="shrink-0 whitespace-nowrap figures">{formatLei(priceBani)}</p>
      </div>
      {subscription?.state.kind === "ready" && (
        <div className="mt-3 flex">
          <LinkButton
            href={orderPaths.activation(subscription.id)}
            aria-label={`Activează ${packageName} pe „${cardName}”`}
          >
            Activează
          </LinkButton>
        </div>
      )}
    </li>
  )
}
