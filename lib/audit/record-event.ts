import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertAuditEvent } from "@/db/queries/audit-events"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"
import { shortIp } from "@/lib/runtime/ip-address"

type Event = {
  readonly kind: AuditKind
  readonly customerId: CustomerId | null
  readonly client: Client
  readonly detail?: AuditDetail
}

/** Writes down what happened to an account, in the transaction of what happened. The IP is shortened here. */
export function recordEvent(db: DbOrTx, { client, ...event }: Event, now: Date): Promise<void> {
  const from = { shortIp: shortIp(client.ip), userAgent: client.userAgent }
  return insertAuditEvent(db, { ...event, ...from }, now)
}

/** Who acts from a terminal of the operator's. */
export const operator: Client = { ip: null, userAgent: "operator", deviceHash: null }
