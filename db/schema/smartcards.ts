import { sql } from "drizzle-orm"
import { type AnyPgColumn, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { Serial, SmartcardId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"

export type SmartcardStatus = "in_service" | "blocked"

/** The registry of issued smartcards, kept by the operator's import. */
export const smartcards = pgTable(
  "smartcards",
  {
    id: id().$type<SmartcardId>(),
    serial: text().notNull().$type<Serial>(),
    status: text().notNull().$type<SmartcardStatus>(),
    /** Of the code that is printed with the card, for SMARTCARD_PROOF=code; null if none was imported. */
    activationCodeHash: text(),
    /** The card that replaced this one, while this one is blocked: the operator's files may still name it. */
    replacedBy: uuid()
      .$type<SmartcardId>()
      .references((): AnyPgColumn => smartcards.id),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("smartcards_serial_key").on(table.serial),
    index("smartcards_replaced_by_idx").on(table.replacedBy).where(sql`${table.replacedBy} is not null`),
    check("smartcards_serial_digits", sql`${table.serial} ~ '^[0-9]{4,20}$'`),
    check("smartcards_status", sql`${table.status} in ('in_service', 'blocked')`),
  ],
)
