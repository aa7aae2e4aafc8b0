import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { Button } from "@/components/ui/button"
import { descriptionOf, FieldError } from "@/components/ui/field"
import { LinkButton } from "@/components/ui/link-button"
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

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{ readonly [queryNames.line]?: string | string[] }>
}

/** The first of two steps: the customer chooses lines. A plain GET form that leads to the second step. */
export default async function ChooseWithdrawalPage({ params, searchParams }: Props) {
  const { id: customerId } = await requireCustomer()
  const orderId = parseId<OrderId>((await params).id)
  const offer = orderId && (await withdrawalOffer(app(), { customerId, orderId }))
  if (!offer) notFound()
  const choseNothing = (await searchParams)[queryNames.line] === ""
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Retragere din contract</h1>
      <p className="mt-1 text-muted figures">
        Comanda {offer.orderNumber} din {formatDate(bucharestDate(offer.orderedAt))}
      </p>
      <div className="mt-6 grid gap-5">
        {offer.lines.length > 0 ? (
          <Choose orderId={orderId} offer={offer} choseNothing={choseNothing} />
        ) : (
          <NothingToUndo orderId={orderId} offer={offer} />
        )}
        <HelpLinks links={[["retragere", "Când primești banii?"]]} />
      </div>
    </div>
  )
}

type ChooseProps = {
  readonly orderId: OrderId
  readonly offer: WithdrawalOffer
  readonly choseNothing: boolean
}

const fieldId = "la-ce-renunti"

function Choose({ orderId, offer, choseNothing }: ChooseProps) {
  const error = choseNothing ? "Bifează la ce renunți, apoi continuă." : undefined
  return (
    <form action={orderPaths.withdrawConfirm(orderId)} className="grid gap-5">
      <fieldset
        {...descriptionOf(fieldId, { error })}
        className="rounded-card border border-line bg-paper p-5"
      >
        <legend className="sr-only">La ce renunți</legend>
        <p aria-hidden="true" className="text-lead">
          La ce renunți
        </p>
        {offer.lines.map((line) => choice(line, offer.lines.length === 1 && !choseNothing))}
        <FieldError id={fieldId} error={error} />
      </fieldset>
      <p className="text-muted">
        Ce alegi se oprește când confirmi, la pasul următor. Poți renunța până la {formatDate(offer.lastDay)}{" "}
        inclusiv; nu pierzi nimic dacă te mai gândești.
      </p>
      <Button type="submit">Continuă</Button>
      <LinkButton href={orderPaths.one(orderId)} tone="text">
        Nu, păstrez pachetele
      </LinkButton>
    </form>
  )
}

/** The only one is ticked from the start: who comes here means it. */
function choice({ id, text, share }: WithdrawalOffer["lines"][number], isTicked: boolean) {
  return (
    <label
      key={id}
      className="flex min-h-12 cursor-pointer items-start gap-3 border-line border-t py-3 first:border-t-0"
    >
      <input
        type="checkbox"
        name={queryNames.line}
        value={id}
        defaultChecked={isTicked}
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
