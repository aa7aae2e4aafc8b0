import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { type MailDelivery, outboxMails } from "../schema"

export async function setDelivery(db: DbOrTx, id: OutboxMailId, delivery: MailDelivery): Promise<void> {
  await db.update(outboxMails).set({ delivery }).where(eq(outboxMails.id, id))
}

/** Marks an ambiguous mail sent: an event of the provider proves it. */
export async function resolveAmbiguous(
  db: DbOrTx,
  { id, providerId }: { readonly id: OutboxMailId; readonly providerId: string },
  now: Date,
): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "sent", settledAt: now, providerId: providerId || null })
    .where(and(eq(outboxMails.id, id), eq(outboxMails.status, "ambiguous")))
}

/** The provider accepted the mail and then did not send it. Its answer may still be under way. */
export async function failSentMail(
  db: DbOrTx,
  { id, reason }: { readonly id: OutboxMailId; readonly reason: string },
  now: Date,
): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "failed", settledAt: now, lastError: reason })
    .where(and(eq(outboxMails.id, id), inArray(outboxMails.status, ["frozen", "sent"])))
}
