import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import { id, instant } from "./columns"

/**
 * Security events of accounts. Kept for `auditMemoryDays`, also after the account is closed, so `customer_id`
 * is no foreign key. Must not hold a secret, or an address or a name of a customer.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id(),
    kind: text().notNull().$type<AuditKind>(),
    /** Null for a failed sign-in with an unknown address. */
    customerId: uuid().$type<CustomerId>(),
    at: instant().notNull(),
    /** Shortened as in `sessions`. */
    shortIp: text().notNull().default(""),
    userAgent: text().notNull().default(""),
    /** Who ran the operator's command; null for every other event. In no customer's export. */
    operatorName: text().$type<OperatorName>(),
    detail: jsonb().notNull().$type<AuditDetail>().default({}),
  },
  (table) => [
    index("audit_events_customer_idx").on(table.customerId, table.at),
    index("audit_events_at_idx").on(table.at),
  ],
)
