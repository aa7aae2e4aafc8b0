import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockCustomer } from "@/db/queries/customers"
import { renewDevice } from "@/db/queries/known-devices"
import { replaceSessionKey } from "@/db/queries/sessions"
import type { SessionRenewal } from "@/lib/auth/auth-parts"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

export type RenewedSession = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly client: Client
  readonly renewal: SessionRenewal
}

/**
 * Gives the browser's session and its device other keys, in the transaction of a change that a password
 * confirmed: a copied cookie is dead from its commit on, and so is a request with it that was under way.
 * False if the request's session has ended or was renewed meanwhile: the change must not be made then.
 */
export async function renewSession(
  tx: DbOrTx,
  { customerId, sessionId, client, renewal }: RenewedSession,
  now: Date,
): Promise<boolean> {
  await lockCustomer(tx, customerId)
  if (!(await replaceSessionKey(tx, { id: sessionId, ...renewal }, now))) return false
  await renewDevice(tx, { customerId, from: client.deviceHashes, to: renewal.deviceHash }, now)
  return true
}
