import "server-only"
import { and, asc, eq } from "drizzle-orm"
import type { CustomerId, WithdrawalId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { withdrawals } from "../schema"

export type WithdrawalRow = typeof withdrawals.$inferSelect

type NewWithdrawal = Pick<WithdrawalRow, "orderId" | "stornoId" | "refundBani" | "content"> & {
  readonly customerId: CustomerId
}

export async function insertWithdrawal(
  db: DbOrTx,
  withdrawal: NewWithdrawal,
  now: Date,
): Promise<Pick<WithdrawalRow, "id" | "number">> {
  const [inserted] = await db
    .insert(withdrawals)
    .values({ ...withdrawal, createdAt: now })
    .returning({ id: withdrawals.id, number: withdrawals.number })
  if (!inserted) throw new Error("The withdrawal was not inserted")
  return inserted
}

export async function findOwnWithdrawal(
  db: DbOrTx,
  id: WithdrawalId,
  customerId: CustomerId,
): Promise<WithdrawalRow | null> {
  const [found] = await db
    .select()
    .from(withdrawals)
    .where(and(eq(withdrawals.id, id), eq(withdrawals.customerId, customerId)))
  return found ?? null
}

/** All withdrawals of the customer, oldest first. */
export async function listWithdrawals(db: DbOrTx, customerId: CustomerId): Promise<WithdrawalRow[]> {
  return db
    .select()
    .from(withdrawals)
    .where(eq(withdrawals.customerId, customerId))
    .orderBy(asc(withdrawals.createdAt), asc(withdrawals.id))
}
