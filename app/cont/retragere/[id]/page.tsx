import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { Button } from "@/components/ui/button"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { formatLei } from "@/lib/domain/money/money"
import { bucharestDate, formatDate } from "@/lib/domain/time/civil-date"
import { dayCount } from "@/lib/domain/words/plural"
import { type WithdrawalOffer, withdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { orderPaths, queryNames } from "@/lib/paths"
import { NothingToUndo } from "../_withdrawal/nothing-to-undo"

export const metadata: Metadata = { title: "Retragere din contract" }

/** The first of two steps: the customer chooses lines. A plain GET form that leads to the second step. */
export default async function ChooseWithdrawalPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id: customerId } = await requireCustomer()
  const orderId = parseId<OrderId>((await params).id)
  const offer = orderId && (await withdrawalOffer(app(), { customerId, orderId }))
  if (!offer) notFound()
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Retragere din contract</h1>
      <p className="mt-1 text-muted figures">
        Comanda {offer.orderNumber} din {formatDate(bucharestDate(offer.orderedAt))}
      </p>
      <div className="mt-6 grid gap-5">
        {offer.lines.length > 0 ? (
          <Choose orderId={orderId} offer={offer} />
        ) : (
          <NothingToUndo orderId={orderId} offer={offer} />
        )}
      </div>
    </div>
  )
}

function Choose({ orderId, offer }: { readonly orderId: OrderId; readonly offer: WithdrawalOffer }) {
  return (
    <form action={orderPaths.withdrawConfirm(orderId)} className="grid gap-5">
      <fieldset className="rounded-card border border-line bg-paper p-5">
        <legend className="sr-only">La ce renunți</legend>
        <p aria-hidden="true" className="text-lead">
          La ce renunți
        </p>
        {offer.lines.map(choice)}
      </fieldset>
      <p className="text-muted">
        Ce alegi se oprește imediat. Poți renunța până la {formatDate(offer.lastDay)} inclusiv; nu pierzi
        nimic dacă te mai gândești.
      </p>
      <Button type="submit">Continuă</Button>
    </form>
  )
}

function choice({ id, text, share }: WithdrawalOffer["lines"][number]) {
  return (
    <label
      key={id}
      className="flex cursor-pointer items-start gap-3 border-line border-t py-3 first:border-t-0"
    >
      <input
        type="checkbox"
        name={queryNames.line}
        value={id}
        defaultChecked
        className="mt-0.5 size-6 shrink-0 accent-action"
      />
      <span>
        <span className="block font-strong">{text}</span>
        <span className="block text-muted text-small figures">
          {share.used
            ? `L-ai folosit ${dayCount(share.used.days)} din ${share.used.ofDays}: îți trimitem înapoi ${formatLei(share.refundBani)}`
            : `Îți trimitem înapoi tot: ${formatLei(share.refundBani)}`}
        </span>
      </span>
    </label>
  )
}
