import { index, pgTable, text, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"
import { outboxMails } from "./outbox-mails"

/** What the mail provider told of a mail: each of its events once, however often it is delivered. */
export const mailEvents = pgTable(
  "mail_events",
  {
    /** The provider's own id of the event. */
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
