import "server-only"
import type { DbOrTx } from "@/db/client"
import { getVatBasisPoints } from "@/db/queries/catalogue"
import type { App } from "@/lib/app"

/**
 * The VAT rate of a sale now, in basis points (2100 = 21 %); 0 when the seller pays no VAT (Codul fiscal
 * art. 310).
 */
export async function currentVatBasisPoints({ mail }: App, db: DbOrTx, now: Date): Promise<number> {
  return mail.context.seller.isVatPayer ? getVatBasisPoints(db, now) : 0
}
