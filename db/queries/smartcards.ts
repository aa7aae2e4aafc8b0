import "server-only"
import { asc, eq, inArray, or } from "drizzle-orm"
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

/** Blocks the old card. It and the cards that it replaced lead to the new one, which is replaced by none. */
export async function markReplaced(
  db: DbOrTx,
  { from, to }: { readonly from: SmartcardId; readonly to: SmartcardId },
  now: Date,
): Promise<void> {
  await db.update(smartcards).set({ status: "blocked", updatedAt: now }).where(eq(smartcards.id, from))
  await db.update(smartcards).set({ replacedBy: null }).where(eq(smartcards.id, to))
  await db
    .update(smartcards)
    .set({ replacedBy: to })
    .where(or(eq(smartcards.id, from), eq(smartcards.replacedBy, from)))
}
