import { index, pgTable, text } from "drizzle-orm/pg-core"
import type { Serial } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"

/**
 * A card that an account added shortly before it closed or changed its address, under a keyed hash of its
 * mailbox: neither of them, and signing up again, may start the caps anew. Erased when the caps no longer
 * look back so far.
 */
export const closedLinks = pgTable(
  "closed_links",
  {
    id: id(),
    mailboxHash: text().notNull(),
    serial: text().notNull().$type<Serial>(),
    linkedAt: instant().notNull(),
  },
  (table) => [
    index("closed_links_mailbox_idx").on(table.mailboxHash, table.linkedAt),
    // For the operator's list of neighbouring serials, and for erasing old rows.
    index("closed_links_linked_at_idx").on(table.linkedAt),
  ],
)
