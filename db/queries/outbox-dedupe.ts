import "server-only"
import { inArray } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { outboxMails } from "../schema"

/** Whether a mail with one of these dedupe keys was stored. */
export async function wasMailQueued(db: DbOrTx, dedupeKeys: readonly string[]): Promise<boolean> {
  const [found] = await db
    .select({ id: outboxMails.id })
    .from(outboxMails)
    .where(inArray(outboxMails.dedupeKey, [...dedupeKeys]))
    .limit(1)
  return found !== undefined
}
