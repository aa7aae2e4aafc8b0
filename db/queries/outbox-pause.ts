import "server-only"
import { lte, ne, or, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { outboxPause } from "../schema"

type Pause = Omit<typeof outboxPause.$inferSelect, "id" | "since">

/** Stops the queue until `until`. A longer pause stays; `since` stays while the cause is the same. */
export async function storePause(db: DbOrTx, pause: Pause, now: Date): Promise<void> {
  const { cause, reason, sender, until } = pause
  await db
    .insert(outboxPause)
    .values({ ...pause, since: now })
    .onConflictDoUpdate({
      target: outboxPause.id,
      set: {
        ...{ cause, reason, sender },
        until: sql`greatest(${outboxPause.until}, ${until.toISOString()}::timestamptz)`,
        since: sql`case when ${outboxPause.cause} = ${cause} then ${outboxPause.since} else excluded.since end`,
      },
    })
}

/** After a mail was sent: forgets a pause that is over, or that was of another sender. */
export async function clearPause(db: DbOrTx, sender: string, now: Date): Promise<void> {
  await db.delete(outboxPause).where(or(lte(outboxPause.until, now), ne(outboxPause.sender, sender)))
}

/** The pause, also when it is over and no mail was sent since. */
export async function findPause(db: DbOrTx): Promise<Omit<typeof outboxPause.$inferSelect, "id"> | null> {
  const { cause, reason, sender, since, until } = outboxPause
  const [found] = await db.select({ cause, reason, sender, since, until }).from(outboxPause)
  return found ?? null
}
