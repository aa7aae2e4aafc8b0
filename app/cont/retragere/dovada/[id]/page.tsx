import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { Unbroken } from "@/components/ui/unbroken"
import { app } from "@/lib/app-context"
import type { WithdrawalId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { refundWords } from "@/lib/domain/money/refund-words"
import { withdrawalReceipt } from "@/lib/orders/withdrawal/receipt"
import { orderPaths } from "@/lib/paths"

export const metadata: Metadata = { title: "Retragerea a fost înregistrată" }

export default async function WithdrawalReceiptPage({
  params,
}: {
  readonly params: Promise<{ id: string }>
}) {
  const { id: customerId, email } = await requireCustomer()
  const id = parseId<WithdrawalId>((await params).id)
  const receipt = id && (await withdrawalReceipt(app(), { customerId, id }))
  if (!receipt) notFound()
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Retragerea a fost înregistrată</h1>
      <Alert tone="success" role="status" className="mt-4">
        {refundWords(receipt)}
        {receipt.elsewhereBani < receipt.refundBani && ", în cel mult 14 zile"}.{" "}
        <Unbroken>Dovada este și în e-mailul trimis la</Unbroken> {email}.
      </Alert>
      <dl className="mt-6 grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-muted text-small">Numărul</dt>
          <dd className="figures">{receipt.number}</dd>
        </div>
        <div>
          <dt className="text-muted text-small">Data și ora</dt>
          <dd className="figures">{receipt.at}</dd>
        </div>
      </dl>
      <blockquote className="wrap-anywhere mt-4 whitespace-pre-line rounded-card border border-line bg-paper p-5">
        {receipt.content}
      </blockquote>
      {receipt.ready.map(({ id, packageName, lastFour }) => (
        <Alert key={id} tone="info" className="mt-4">
          <Unbroken>{`${packageName}, plătit, te așteaptă pe smartcardul …${lastFour}.`}</Unbroken>{" "}
          <a href={orderPaths.activation(id)} className="link">
            Pornește-l acum
          </a>
        </Alert>
      ))}
      <div className="mt-5 flex flex-wrap gap-3">
        <LinkButton href={orderPaths.one(receipt.orderId)}>Vezi comanda</LinkButton>
        <LinkButton href={orderPaths.invoice(receipt.stornoId)} tone="outline">
          Vezi factura storno
        </LinkButton>
      </div>
    </div>
  )
}
