import { sql } from "drizzle-orm"
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { ContactRequestId, CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { ContactSubject } from "@/lib/domain/words/contact"
import { id, instant } from "./columns"
import { customers } from "./customers"

/**
 * What people wrote by the contact form. Open until the operator says that it was answered; then erased after
 * `contactMemoryDays`. Name and address are as typed: who wrote may be no customer.
 */
export const contactRequests = pgTable(
  "contact_requests",
  {
    id: id().$type<ContactRequestId>(),
    /** The number that is said on the telephone; ascending, with gaps. */
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity({ startWith: 5_001 }),
    /** The account from which it was written; null without a session, and once the account is closed. */
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    fullName: text().notNull(),
    email: text().notNull().$type<EmailAddress>(),
    subject: text().notNull().$type<ContactSubject>(),
    message: text().notNull(),
    receivedAt: instant().notNull(),
    /** The end of the last day on which it is answered in time, exclusive. */
    dueAt: instant().notNull(),
    /** Null while it is open. */
    answeredAt: instant(),
  },
  (table) => [
    uniqueIndex("contact_requests_number_key").on(table.number),
    index("contact_requests_customer_idx").on(table.customerId),
    index("contact_requests_open_idx").on(table.dueAt).where(sql`${table.answeredAt} is null`),
    index("contact_requests_answered_idx").on(table.answeredAt),
    check("contact_requests_due", sql`${table.dueAt} > ${table.receivedAt}`),
  ],
)
