import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core"
import type { AuditDetail, AuditKind } from "@/lib/domain/audit"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"

/**
 * What happened to accounts: who, when, from where. Kept twelve months, past the closing of the account (so that no foreign
 * key ties it to one), and never with a secret, an address or a name.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id(),
    kind: text().notNull().$type<AuditKind>(),
    /** Null for a failed sign-in at an address that nobody has. */
    customerId: uuid().$type<CustomerId>(),
    at: instant().notNull(),
    /** Shortened as in `sessions`. */
    shortIp: text().notNull().default(""),
    userAgent: text().notNull().default(""),
    detail: jsonb().notNull().$type<AuditDetail>().default({}),
  },
  (table) => [
    index("audit_events_customer_idx").on(table.customerId, table.at),
    index("audit_events_at_idx").on(table.at),
  ],
)
