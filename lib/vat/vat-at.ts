import "server-only"
import type { DbOrTx } from "@/db/client"
import { getVatBasisPoints } from "@/db/queries/vat-rates"
import type { App } from "@/lib/app"

/**
 * The VAT rate of money that comes in at an instant, in basis points (2100 = 21 %); 0 when the seller pays no
 * VAT (Codul fiscal art. 310). A package is paid before it runs, so the rate is that of the day of the money
 * (art. 282 (2), 291 (4)): prices are shown and ordered at the rate of now, an invoice is issued at the rate
 * of the payment.
 */
export async function vatBasisPointsAt({ mail }: App, db: DbOrTx, at: Date): Promise<number> {
  return mail.context.seller.isVatPayer ? getVatBasisPoints(db, at) : 0
}
