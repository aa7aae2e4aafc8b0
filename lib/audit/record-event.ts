import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertAuditEvent } from "@/db/queries/audit-events"
import type { App } from "@/lib/app"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import type { Client } from "@/lib/runtime/client"
import { shortIp } from "@/lib/runtime/ip-address"

/** The person at the terminal of a command. */
export type Operator = {
  readonly ip: null
  readonly userAgent: "operator"
  readonly operatorName: OperatorName
}

type AuditEvent = {
  readonly kind: AuditKind
  readonly customerId: CustomerId | null
  readonly client: Client | Operator
  readonly detail?: AuditDetail
}

/** Stores an audit event, in the transaction of the change that it is about. Shortens the IP address. */
export function recordEvent(db: DbOrTx, { client, ...event }: AuditEvent, now: Date): Promise<void> {
  const operatorName = "operatorName" in client ? client.operatorName : null
  const from = { shortIp: shortIp(client.ip), userAgent: client.userAgent, operatorName }
  return insertAuditEvent(db, { ...event, ...from }, now)
}

/** The client of an operator's command. Throws in a process that serves customers. */
export function operator({ operatorName }: Pick<App, "operatorName">): Operator {
  if (!operatorName) throw new Error("Only a command of a named operator may do this")
  return { ip: null, userAgent: "operator", operatorName }
}
