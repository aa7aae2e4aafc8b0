import "server-only"
import { lte, sql } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { closedLinks } from "../schema"

type MailboxOf = { readonly customerId: CustomerId; readonly mailboxHash: string }

/**
 * Keeps under an account's mailbox which cards it added after an instant, before the account is erased or
 * gets another address.
 */
export async function keepAddedLinks(
  db: DbOrTx,
  { customerId, mailboxHash }: MailboxOf,
  after: Date,
): Promise<void> {
  await db.execute(sql`
    insert into closed_links (mailbox_hash, serial, linked_at)
    select ${mailboxHash}, k.serial, l.linked_at
    from smartcard_links l join smartcards k on k.id = l.smartcard_id
    where l.customer_id = ${customerId} and l.linked_at > ${after.toISOString()}::timestamptz
      and not exists (
        select from closed_links c where c.mailbox_hash = ${mailboxHash} and c.serial = k.serial and c.linked_at = l.linked_at)`)
}

/** How many cards other accounts of a mailbox added after an instant: closed ones, and ones that left it. */
export async function countLinksBefore(
  db: DbOrTx,
  { customerId, mailboxHash }: MailboxOf,
  after: Date,
): Promise<number> {
  const [counted] = await db.execute<{ added: number }>(sql`
    select count(*)::int as added from closed_links c
    where c.mailbox_hash = ${mailboxHash} and c.linked_at > ${after.toISOString()}::timestamptz
      and not exists (
        select from smartcard_links l join smartcards k on k.id = l.smartcard_id
        where l.customer_id = ${customerId} and k.serial = c.serial and l.linked_at = c.linked_at)`)
  return counted?.added ?? 0
}

export const deleteLinksOfClosed = (db: DbOrTx, before: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: closedLinks, where: lte(closedLinks.linkedAt, before), limit })
