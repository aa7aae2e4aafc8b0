import "server-only"
import { and, asc, inArray, lte, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { payments } from "../schema"
import { type PaymentRow, underWay } from "./payments"

export type PaymentUnderWay = Pick<PaymentRow, "id" | "sessionId" | "createdAt" | "expiresAt"> & {
  /** Its page is open, and a card of its order was removed from the account or blocked meanwhile. */
  readonly isForUnusableCard: boolean
}

type UnderWayFilter = {
  readonly startedBefore: Date
  /** Only those behind this one; null: all. */
  readonly after: Pick<PaymentRow, "id" | "createdAt"> | null
}

const isUnderWay = ({ startedBefore, after }: UnderWayFilter) =>
  and(
    inArray(payments.status, underWay),
    lte(payments.createdAt, startedBefore),
    after
      ? sql`(${payments.createdAt}, ${payments.id}) > (${after.createdAt.toISOString()}, ${after.id})`
      : undefined,
  )

/** Payments under way, oldest first. For the job. */
export async function listPaymentsUnderWay(
  db: DbOrTx,
  filter: UnderWayFilter,
  limit: number,
): Promise<PaymentUnderWay[]> {
  const { id, sessionId, createdAt, expiresAt } = payments
  const isForUnusableCard = sql<boolean>`payments.status = 'open' and exists (
    select from order_lines l join orders o on o.id = l.order_id
    where l.order_id = payments.order_id and not exists (
      select from smartcard_links k join smartcards c on c.id = k.smartcard_id
      where k.smartcard_id = l.smartcard_id and k.customer_id = o.customer_id
      and k.unlinked_at is null and c.status = 'in_service'))`
  return db
    .select({ id, sessionId, createdAt, expiresAt, isForUnusableCard })
    .from(payments)
    .where(isUnderWay(filter))
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(limit)
}

export const countPaymentsUnderWay = (db: DbOrTx, filter: UnderWayFilter): Promise<number> =>
  db.$count(payments, isUnderWay(filter))
