import "server-only"
import { desc, eq, inArray, lt, sql } from "drizzle-orm"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
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

/** Puts another form in the place of a sign-up: the same browser asked again for the same address. */
export async function replaceSignUp(
  db: DbOrTx,
  { id, ...signUp }: NewSignUp & { readonly id: SignUpId },
  now: Date,
): Promise<void> {
  await db
    .update(signUps)
    .set({ ...signUp, createdAt: now })
    .where(eq(signUps.id, id))
}

type WaitingSignUps = {
  readonly email: EmailAddress
  /** The browser that asks: its own sign-ups come first. */
  readonly client: { readonly signUpHashes: readonly Uint8Array[] }
}

/** The unconfirmed sign-ups of an address: those of this browser first, then the newest. */
export async function listSignUps(db: DbOrTx, { email, client }: WaitingSignUps) {
  const isOwn = isOfBrowser(client)
  return db
    .select({ id: signUps.id, fullName: signUps.fullName, phone: signUps.phone, isOwn })
    .from(signUps)
    .where(eq(signUps.email, email))
    .orderBy(desc(isOwn), desc(signUps.createdAt), desc(signUps.id))
    .limit(mostListed)
}

/** The password hashes of the same sign-ups, in the same order. For sign-in and sign-up only. */
export async function listSignUpPasswordHashes(db: DbOrTx, { email, client }: WaitingSignUps) {
  return db
    .select({ id: signUps.id, passwordHash: signUps.passwordHash })
    .from(signUps)
    .where(eq(signUps.email, email))
    .orderBy(desc(isOfBrowser(client)), desc(signUps.createdAt), desc(signUps.id))
    .limit(mostListed)
}

/**
 * The sign-ups of the asking browser come first, so that no number of strangers' pushes them off the list. In
 * another browser its owner confirms by any link of the mailbox (decision 0041).
 */
const mostListed = 100

const isOfBrowser = ({ signUpHashes }: WaitingSignUps["client"]) =>
  sql<boolean>`coalesce(${inArray(signUps.keyHash, [...signUpHashes])}, false)`

/** What the sign-up's own pages and mails show. Null if it was confirmed, replaced or erased. */
export async function findSignUp(db: DbOrTx, id: SignUpId) {
  const [found] = await db
    .select({
      id: signUps.id,
      email: signUps.email,
      fullName: signUps.fullName,
      phone: signUps.phone,
      keyHash: signUps.keyHash,
    })
    .from(signUps)
    .where(eq(signUps.id, id))
  return found ?? null
}

/** The whole sign-up, password hash included: it becomes the customer. */
export async function getSignUp(db: DbOrTx, id: SignUpId) {
  const [found] = await db.select().from(signUps).where(eq(signUps.id, id))
  if (!found) throw new Error("The sign-up of an activation link does not exist")
  return found
}

export async function deleteSignUp(db: DbOrTx, id: SignUpId): Promise<void> {
  await db.delete(signUps).where(eq(signUps.id, id))
}

/**
 * Every sign-up of an address. Called when one of them is confirmed, or when the address belongs to a
 * customer.
 */
export async function deleteSignUpsOf(db: DbOrTx, email: EmailAddress): Promise<void> {
  await db.delete(signUps).where(eq(signUps.email, email))
}

export const deleteUnconfirmedSignUps = (db: DbOrTx, createdBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: signUps, where: lt(signUps.createdAt, createdBefore), limit })
