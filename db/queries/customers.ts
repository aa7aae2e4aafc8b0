import "server-only"
import { eq } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { customers } from "../schema"

export type NewCustomer = Omit<typeof customers.$inferInsert, "id" | "createdAt">

/** Null when the address has a customer already. */
export async function insertCustomer(
  db: DbOrTx,
  customer: NewCustomer,
  now: Date,
): Promise<CustomerId | null> {
  const [inserted] = await db
    .insert(customers)
    .values({ ...customer, createdAt: now })
    .onConflictDoNothing({ target: customers.email })
    .returning({ id: customers.id })
  return inserted?.id ?? null
}

export async function findCustomerByEmail(db: DbOrTx, email: EmailAddress) {
  const [found] = await db
    .select({ id: customers.id, fullName: customers.fullName })
    .from(customers)
    .where(eq(customers.email, email))
  return found ?? null
}

/** For sign-in alone: the one read that takes the hash out of the database. */
export async function findPasswordHash(db: DbOrTx, email: EmailAddress) {
  const [found] = await db
    .select({ id: customers.id, passwordHash: customers.passwordHash })
    .from(customers)
    .where(eq(customers.email, email))
  return found ?? null
}

export async function setPasswordHash(db: DbOrTx, id: CustomerId, passwordHash: string) {
  const [changed] = await db
    .update(customers)
    .set({ passwordHash })
    .where(eq(customers.id, id))
    .returning({ email: customers.email, fullName: customers.fullName })
  if (!changed) throw new Error("The customer of a reset link is gone")
  return changed
}
