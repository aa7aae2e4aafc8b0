import { index, pgTable, text, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"
import { outboxMails } from "./outbox-mails"

/** Events of the mail provider. The primary key makes a repeated event visible. */
export const mailEvents = pgTable(
  "mail_events",
  {
    /** The provider's id of the event. */
    id: text().primaryKey(),
    type: text().notNull(),
    mailId: uuid()
      .notNull()
      .$type<OutboxMailId>()
      .references(() => outboxMails.id, { onDelete: "cascade" }),
    receivedAt: instant().notNull(),
  },
  (table) => [index("mail_events_mail_idx").on(table.mailId)],
)
