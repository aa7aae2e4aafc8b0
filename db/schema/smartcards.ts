import { sql } from "drizzle-orm"
import { check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
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
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("smartcards_serial_key").on(table.serial),
    check("smartcards_serial_digits", sql`${table.serial} ~ '^[0-9]{4,20}$'`),
    check("smartcards_status", sql`${table.status} in ('in_service', 'blocked')`),
  ],
)
