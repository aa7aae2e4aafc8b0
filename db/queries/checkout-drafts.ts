import "server-only"
import { eq } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { checkoutDrafts, type DraftItem } from "../schema"

export async function findDraft(db: DbOrTx, customerId: CustomerId): Promise<readonly DraftItem[]> {
  const [found] = await db
    .select({ items: checkoutDrafts.items })
    .from(checkoutDrafts)
    .where(eq(checkoutDrafts.customerId, customerId))
  return found?.items ?? []
}

export async function storeDraft(
  db: DbOrTx,
  customerId: CustomerId,
  items: readonly DraftItem[],
  now: Date,
): Promise<void> {
  await db
    .insert(checkoutDrafts)
    .values({ customerId, items, updatedAt: now })
    .onConflictDoUpdate({ target: checkoutDrafts.customerId, set: { items, updatedAt: now } })
}

/** Uses the draft up: of many who order it at once one wins. */
export async function consumeDraft(db: DbOrTx, customerId: CustomerId): Promise<boolean> {
  const consumed = await db
    .delete(checkoutDrafts)
    .where(eq(checkoutDrafts.customerId, customerId))
    .returning({ customerId: checkoutDrafts.customerId })
  return consumed.length === 1
}
