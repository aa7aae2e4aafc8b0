import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertAuditEvent } from "@/db/queries/audit-events"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"
import { shortIp } from "@/lib/runtime/ip-address"

type AuditEvent = {
  readonly kind: AuditKind
  readonly customerId: CustomerId | null
  readonly client: Client
  readonly detail?: AuditDetail
}

/** Stores an audit event, in the transaction of the change that it is about. Shortens the IP address. */
export function recordEvent(db: DbOrTx, { client, ...event }: AuditEvent, now: Date): Promise<void> {
  const from = { shortIp: shortIp(client.ip), userAgent: client.userAgent }
  return insertAuditEvent(db, { ...event, ...from }, now)
}

/** The client of an operator's command. */
export const operator: Client = { ip: null, userAgent: "operator", deviceHash: null, signUpHashes: [] }
