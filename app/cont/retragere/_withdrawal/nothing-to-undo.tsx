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
      <Alert tone="info">{reason(offer)}</Alert>
      <div className="flex">
        <LinkButton href={orderPaths.one(orderId)} tone="outline">
          Înapoi la comandă
        </LinkButton>
      </div>
    </>
  )
}

function reason({ isOpen, lastDay, lines }: WithdrawalOffer): string {
  if (lines.length > 0) return "Nu ai ales la ce renunți. Întoarce-te la pasul dinainte și alege."
  if (isOpen) return "Din această comandă nu a mai rămas nimic de rambursat."
  return `Perioada de retragere s-a încheiat la ${formatDate(lastDay)}. Ce nu ai activat te așteaptă oricât; pentru orice altceva sună la Relații Clienți.`
}
