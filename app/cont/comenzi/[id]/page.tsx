import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { cache } from "react"
import { currentCustomer, requireCustomer } from "@/app/_server/customer"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { StateWatcher } from "@/app/cont/_live/state-watcher"
import { Alert } from "@/components/ui/alert"
import { Chevron } from "@/components/ui/chevron"
import { LinkButton } from "@/components/ui/link-button"
import { Moment } from "@/components/ui/moment"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { type OrderView, type OrderViewOptions, orderView } from "@/lib/orders/order-view"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { orderPaths, paths, queryNames } from "@/lib/paths"
import { CancelForm, PayForm } from "./order-actions"
import { OrderDetails } from "./order-details"
import {
  isWaiting,
  notStartedWords,
  orderSentence,
  orderTones,
  secondPaymentWords,
  unfinishedWords,
} from "./order-words"

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{
    readonly [queryNames.fromPayment]?: string | string[]
    readonly [queryNames.notStarted]?: string | string[]
  }>
}

/** Read once for the title and the page. */
const readOwn = cache(async (text: string): Promise<OrderView | null> => {
  const customer = await currentCustomer()
  const orderId = parseId<OrderId>(text)
  return customer && orderId ? orderView(app(), { customerId: customer.id, orderId }) : null
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await readOwn((await params).id)
  return { title: order ? `Comanda ${order.number}` : "Comanda" }
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { id: customerId } = await requireCustomer()
  const found = await readOwn((await params).id)
  if (!found) notFound()
  const { id: orderId } = found
  const query = await searchParams
  const isReturned = query[queryNames.fromPayment] !== undefined
  const order = isReturned ? await settled({ customerId, orderId }, found) : found
  const isPayable = order.state === "awaiting" || order.state === "declined" || order.isTransferLate
  return (
    <div className="mx-auto max-w-2xl">
      <StateWatcher url={orderPaths.json(orderId)} initial={order.watched} />
      <a href={paths.orders} className="inline-flex min-h-12 items-center gap-2 link">
        <Chevron isBack />
        Comenzi
      </a>
      <h1 className="text-display">Comanda {order.number}</h1>
      {/* The place of the answer stays when the answer changes, so that it is read out. */}
      <div role="status" className="mt-4">
        {order.state === "paid" && (isReturned || order.lines.some(isWaiting)) ? (
          <Moment drawing="paid" title={orderSentence(order)} />
        ) : (
          <Alert tone={orderTones[order.state]}>
            {isReturned && order.state === "awaiting" ? unfinishedWords(order) : orderSentence(order)}
          </Alert>
        )}
      </div>
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
      {order.state === "cancelled" && (
        <p className="mt-5">
          <LinkButton href={paths.topUp} block>
            Comandă din nou
          </LinkButton>
        </p>
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
