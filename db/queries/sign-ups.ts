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
  if (!inserted) throw new Error("A sign-up was not stored")
  return inserted.id
}

/** The newest sign-up that waits for the owner of an address. */
export async function findNewestSignUp(db: DbOrTx, email: EmailAddress) {
  const [found] = await db
    .select({ id: signUps.id, fullName: signUps.fullName, passwordHash: signUps.passwordHash })
    .from(signUps)
    .where(eq(signUps.email, email))
    .orderBy(desc(signUps.createdAt), desc(signUps.id))
    .limit(1)
  return found ?? null
}

export async function getSignUp(db: DbOrTx, id: SignUpId) {
  const [found] = await db.select().from(signUps).where(eq(signUps.id, id))
  if (!found) throw new Error("A link belongs to a sign-up that is gone")
  return found
}

/** Everything that waits on an address: one sign-up was confirmed, the others are nobody's. */
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
