import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { formatDate } from "@/lib/domain/time/civil-date"
import type { WithdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { orderPaths } from "@/lib/paths"

/** Why there is nothing to confirm, with a link back to the order. */
export function NothingToUndo({
  orderId,
  offer,
}: {
  readonly orderId: string
  readonly offer: WithdrawalOffer
}) {
  return (
    <>
      {offer.made.length > 0 ? (
        <Alert tone="info">
          <p>Te-ai retras deja:</p>
          {offer.made.map(({ id, number }) => (
            <p key={id}>
              <a href={orderPaths.withdrawalReceipt(id)} className="inline-flex min-h-12 items-center link">
                dovada nr. {number}
              </a>
            </p>
          ))}
        </Alert>
      ) : (
        <Alert tone="info">{reason(offer)}</Alert>
      )}
      <div className="flex">
        <LinkButton href={orderPaths.one(orderId)} tone="outline">
          Înapoi la comandă
        </LinkButton>
      </div>
    </>
  )
}

function reason({ isOpen, lastDay }: WithdrawalOffer): string {
  if (isOpen) return "Din această comandă nu a mai rămas nimic de rambursat."
  return `Perioada de retragere s-a încheiat la ${formatDate(lastDay)}. Ce nu ai activat te așteaptă oricât; pentru orice altceva sună la Relații Clienți.`
}
