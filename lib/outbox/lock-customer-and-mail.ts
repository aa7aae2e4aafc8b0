import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockCustomer } from "@/db/queries/customers"
import { findMailCustomer, type LockedMail, lockMail } from "@/db/queries/outbox-mails"
import type { OutboxMailId } from "@/lib/domain/ids/brand"

/** Customer before mail, as when an account is closed. Null if the mail does not exist (any more). */
export async function lockCustomerAndMail(tx: DbOrTx, id: OutboxMailId): Promise<LockedMail | null> {
  const customerId = await findMailCustomer(tx, id)
  if (customerId) await lockCustomer(tx, customerId)
  return lockMail(tx, id)
}
