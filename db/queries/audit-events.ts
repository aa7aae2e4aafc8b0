import "server-only"
import { desc, eq, sql } from "drizzle-orm"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import type { DbOrTx } from "../client"
import { auditEvents } from "../schema"

type NewAuditEvent = {
  readonly kind: AuditKind
  readonly customerId: CustomerId | null
  readonly shortIp: string
  readonly userAgent: string
  readonly operatorName: OperatorName | null
  readonly detail?: AuditDetail
}

export async function insertAuditEvent(db: DbOrTx, event: NewAuditEvent, now: Date): Promise<void> {
  await db.insert(auditEvents).values({ ...event, at: now })
}

/** The audit events of one customer, newest first, for the export: without the name of an operator. */
export async function listAuditEvents(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      kind: auditEvents.kind,
      at: auditEvents.at,
      shortIp: auditEvents.shortIp,
      userAgent: auditEvents.userAgent,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(eq(auditEvents.customerId, customerId))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
}

/** Deletes what is older, but nothing of the last year by the clock of the database. Returns the number. */
export async function deleteOldAuditEvents(db: DbOrTx, before: Date): Promise<number> {
  const [row] = await db.execute<{ deleted: string }>(
    sql`select delete_old_audit_events(${before.toISOString()}::timestamptz) as deleted`,
  )
  return Number(row?.deleted ?? 0)
}
