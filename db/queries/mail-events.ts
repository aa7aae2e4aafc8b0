import "server-only"
import type { DbOrTx } from "../client"
import { mailEvents } from "../schema"

/** False if the event was stored before. */
export async function insertMailEvent(
  db: DbOrTx,
  event: Omit<typeof mailEvents.$inferInsert, "receivedAt">,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insert(mailEvents)
    .values({ ...event, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: mailEvents.id })
  return inserted.length === 1
}
