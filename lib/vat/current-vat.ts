import "server-only"
import type { DbOrTx } from "@/db/client"
import { getVatBasisPoints } from "@/db/queries/catalogue"
import type { App } from "@/lib/app"

/** The rate of what is sold now, in hundredths of a percent; 0 where the seller pays no VAT (Codul fiscal art. 310). */
export async function currentVatBasisPoints({ mail }: App, db: DbOrTx, now: Date): Promise<number> {
  return mail.context.seller.isVatPayer === false ? 0 : getVatBasisPoints(db, now)
}
