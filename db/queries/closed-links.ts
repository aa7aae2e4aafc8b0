import "server-only"
import { and, eq, gt, lte, sql } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { closedLinks } from "../schema"

type ClosingAccount = { readonly customerId: CustomerId; readonly mailboxHash: string }

/** Keeps which cards an account added after an instant, before the account is erased. */
export async function keepLinksOfClosed(
  db: DbOrTx,
  { customerId, mailboxHash }: ClosingAccount,
  after: Date,
): Promise<void> {
  await db.execute(sql`
    insert into closed_links (mailbox_hash, serial, linked_at)
    select ${mailboxHash}, k.serial, l.linked_at
    from smartcard_links l join smartcards k on k.id = l.smartcard_id
    where l.customer_id = ${customerId} and l.linked_at > ${after.toISOString()}::timestamptz`)
}

/** How many cards closed accounts of a mailbox added after an instant. */
export const countLinksOfClosed = (db: DbOrTx, mailboxHash: string, after: Date): Promise<number> =>
  db.$count(closedLinks, and(eq(closedLinks.mailboxHash, mailboxHash), gt(closedLinks.linkedAt, after)))

export const deleteLinksOfClosed = (db: DbOrTx, before: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: closedLinks, where: lte(closedLinks.linkedAt, before), limit })
