import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { Unbroken } from "@/components/ui/unbroken"
import { app } from "@/lib/app-context"
import type { OrderId } from "@/lib/domain/ids/brand"
import { isUuid, parseId } from "@/lib/domain/ids/uuid"
import { refundWords } from "@/lib/domain/money/refund-words"
import { withdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { type WithdrawalPreview, withdrawalPreview } from "@/lib/orders/withdrawal/preview"
import { orderPaths, queryNames } from "@/lib/paths"
import { NothingToUndo } from "../../_withdrawal/nothing-to-undo"
import { ConfirmForm } from "./confirm-form"

export const metadata: Metadata = { title: "Confirmă retragerea" }

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{ readonly [queryNames.line]?: string | string[] }>
}

/**
 * The second step: the declaration, exactly as it will be stored and mailed, and the button that makes it.
 */
export default async function ConfirmWithdrawalPage({ params, searchParams }: Props) {
  const { id: customerId } = await requireCustomer()
  const orderId = parseId<OrderId>((await params).id)
  if (!orderId) notFound()
  const own = { customerId, orderId }
  const lineIds = [(await searchParams)[queryNames.line] ?? []].flat().filter(isUuid)
  const preview = await withdrawalPreview(app(), { ...own, lineIds })
  const offer = preview ? null : await withdrawalOffer(app(), own)
  if (!preview && !offer) notFound()
  // Nothing ticked: the step with the boxes says so.
  if (offer && offer.lines.length > 0 && lineIds.length === 0) redirect(orderPaths.withdrawNothing(orderId))
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Confirmă retragerea</h1>
      {preview && <Confirm orderId={orderId} preview={preview} />}
      {offer && (
        <div className="mt-6 grid gap-5">
          <NothingToUndo orderId={orderId} offer={offer} />
        </div>
      )}
    </div>
  )
}

function Confirm({ orderId, preview }: { readonly orderId: string; readonly preview: WithdrawalPreview }) {
  return (
    <>
      <p className="mt-2 text-muted">Citește declarația. Ce ai ales se oprește când confirmi.</p>
      <blockquote className="wrap-anywhere mt-5 whitespace-pre-line rounded-card border border-line bg-paper p-5">
        {preview.content}
      </blockquote>
      <p className="my-5 text-lead">
        {refundWords(preview)}
        {preview.elsewhereBani < preview.refundBani && ", în cel mult 14 zile"}.
      </p>
      {preview.released.length > 0 && (
        <Alert tone="info" className="mb-5">
          Ai și o perioadă programată după ce oprești acum: {preview.released.join("; ")}. Nu o pierzi:{" "}
          <Unbroken>revine la „Plătit – neactivat” și o poți porni imediat ce confirmi.</Unbroken>
        </Alert>
      )}
      <ConfirmForm orderId={orderId} lineIds={preview.lineIds} refundBani={preview.refundBani} />
      <div className="mt-2 grid">
        <LinkButton href={orderPaths.one(orderId)} tone="text">
          Nu, păstrez pachetele
        </LinkButton>
      </div>
    </>
  )
}
