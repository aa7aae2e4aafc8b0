import "server-only"
import { and, asc, eq, isNull, sql } from "drizzle-orm"
import type { CustomerId, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { smartcardLinks, smartcards } from "../schema"
import type { OwnSmartcard } from "./smartcard-links"

/** An order without its money, as far as it is for one card. */
export type OrderForCard = {
  readonly id: string
  readonly number: number
  readonly totalBani: number
  readonly status: "open" | "cancelled"
  /** Of what is ordered for the card. */
  readonly packageCodes: readonly string[]
  /** Statuses of the attempts to pay it, the last one last. */
  readonly payments: readonly string[]
}

export type SmartcardOfHolder = OwnSmartcard & {
  readonly linkId: SmartcardLinkId
  readonly smartcardId: SmartcardId
  readonly orders: readonly OrderForCard[]
}

/**
 * The customer's cards, oldest link first, each with the customer's orders for it that wait for their payment
 * or whose payment is under review. One statement.
 */
export async function listSmartcardsOfHolder(
  db: DbOrTx,
  customerId: CustomerId,
): Promise<SmartcardOfHolder[]> {
  const lines = sql`from order_lines l join packages p on p.id = l.package_id
    where l.order_id = o.id and l.smartcard_id = ${smartcards.id}`
  const isInReview = sql`exists (select from payments y where y.order_id = o.id and y.status = 'needs_review')`
  return db
    .select({
      linkId: smartcardLinks.id,
      smartcardId: smartcards.id,
      serial: smartcards.serial,
      label: smartcardLinks.label,
      isBlocked: sql<boolean>`${smartcards.status} = 'blocked'`,
      orders: sql<readonly OrderForCard[]>`coalesce((
        select json_agg(json_build_object(
          'id', o.id, 'number', o.number, 'totalBani', o.total_bani, 'status', o.status,
          'packageCodes', (select json_agg(distinct p.code) ${lines}),
          'payments', (select coalesce(json_agg(y.status order by y.attempt), '[]')
            from payments y where y.order_id = o.id)
        ) order by o.number)
        from orders o
        where o.customer_id = ${customerId}::uuid and exists (select ${lines})
          and (o.status = 'open' or (o.status = 'cancelled' and ${isInReview}))
      ), '[]')`,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)))
    .orderBy(asc(smartcardLinks.linkedAt), asc(smartcardLinks.id))
}
