import "server-only"
import { desc, eq, lt } from "drizzle-orm"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { signUps } from "../schema"

export type NewSignUp = Omit<typeof signUps.$inferInsert, "id" | "createdAt">

export async function insertSignUp(db: DbOrTx, signUp: NewSignUp, now: Date): Promise<SignUpId> {
  const [inserted] = await db
    .insert(signUps)
    .values({ ...signUp, createdAt: now })
    .returning({ id: signUps.id })
  if (!inserted) throw new Error("Inserting a sign-up returned no row")
  return inserted.id
}

/** The newest unconfirmed sign-up of an address. */
export async function findNewestSignUp(db: DbOrTx, email: EmailAddress) {
  const [found] = await db
    .select({ id: signUps.id, fullName: signUps.fullName })
    .from(signUps)
    .where(eq(signUps.email, email))
    .orderBy(desc(signUps.createdAt), desc(signUps.id))
    .limit(1)
  return found ?? null
}

/** The password hash of the newest unconfirmed sign-up of an address. For sign-in only. */
export async function findSignUpPasswordHash(db: DbOrTx, email: EmailAddress): Promise<string | null> {
  const [found] = await db
    .select({ passwordHash: signUps.passwordHash })
    .from(signUps)
    .where(eq(signUps.email, email))
    .orderBy(desc(signUps.createdAt), desc(signUps.id))
    .limit(1)
  return found?.passwordHash ?? null
}

/** The whole sign-up, password hash included: it becomes the customer. */
export async function getSignUp(db: DbOrTx, id: SignUpId) {
  const [found] = await db.select().from(signUps).where(eq(signUps.id, id))
  if (!found) throw new Error("The sign-up of an activation link does not exist")
  return found
}

/**
 * Every sign-up of an address. Called when one of them is confirmed, or when the address belongs to a
 * customer.
 */
export async function deleteSignUpsOf(db: DbOrTx, email: EmailAddress): Promise<void> {
  await db.delete(signUps).where(eq(signUps.email, email))
}

export async function deleteUnconfirmedSignUps(db: DbOrTx, createdBefore: Date): Promise<number> {
  const deleted = await db
    .delete(signUps)
    .where(lt(signUps.createdAt, createdBefore))
    .returning({ id: signUps.id })
  return deleted.length
}
