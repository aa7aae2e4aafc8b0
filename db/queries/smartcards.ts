import "server-only"
import { asc, eq, inArray } from "drizzle-orm"
import type { Serial, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { smartcards } from "../schema"

export async function findSmartcard(db: DbOrTx, serial: Serial) {
  const [found] = await db
    .select({
      id: smartcards.id,
      serial: smartcards.serial,
      status: smartcards.status,
      activationCodeHash: smartcards.activationCodeHash,
    })
    .from(smartcards)
    .where(eq(smartcards.serial, serial))
  return found ?? null
}

export type LockedSmartcard = Pick<typeof smartcards.$inferSelect, "id" | "serial" | "status">

/** SELECT … FOR UPDATE, in the order of ids. Required before the subscriptions of a card change. */
export async function lockSmartcards(db: DbOrTx, ids: readonly SmartcardId[]): Promise<LockedSmartcard[]> {
  return db
    .select({ id: smartcards.id, serial: smartcards.serial, status: smartcards.status })
    .from(smartcards)
    .where(inArray(smartcards.id, [...ids]))
    .orderBy(asc(smartcards.id))
    .for("update")
}

/** The same by its serial; null for a card that is not in the registry. */
export async function lockSmartcardOf(db: DbOrTx, serial: Serial): Promise<LockedSmartcard | null> {
  const card = await findSmartcard(db, serial)
  const [locked] = card ? await lockSmartcards(db, [card.id]) : []
  return locked ?? null
}

export async function blockSmartcard(db: DbOrTx, id: SmartcardId, now: Date): Promise<void> {
  await db.update(smartcards).set({ status: "blocked", updatedAt: now }).where(eq(smartcards.id, id))
}
