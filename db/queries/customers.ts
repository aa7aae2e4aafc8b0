import "server-only"
import { and, eq } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { EmailTrouble } from "@/lib/domain/people/email-address"
import type { DbOrTx } from "../client"
import { customers } from "../schema"
import { violates } from "../violates"

export type NewCustomer = Omit<typeof customers.$inferInsert, "id" | "createdAt">

/** Null if the address already has a customer. */
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

/**
 * The same, and no other transaction changes the row until this one ends: a change of password or address
 * waits, sees the link that is stored now and voids it.
 */
export async function lockCustomerByEmail(tx: DbOrTx, email: EmailAddress) {
  const [found] = await tx
    .select({ id: customers.id, fullName: customers.fullName })
    .from(customers)
    .where(eq(customers.email, email))
    .for("share")
  return found ?? null
}

/** The id and password hash of the customer with this address. For sign-in only. */
export async function findPasswordHash(db: DbOrTx, email: EmailAddress) {
  const [found] = await db
    .select({ id: customers.id, passwordHash: customers.passwordHash })
    .from(customers)
    .where(eq(customers.email, email))
  return found ?? null
}

/** The customer's own data, without the password hash. */
export async function getProfile(db: DbOrTx, id: CustomerId) {
  const [found] = await db
    .select({
      email: customers.email,
      fullName: customers.fullName,
      phone: customers.phone,
      remindersEnabled: customers.remindersEnabled,
      marketingConsentAt: customers.marketingConsentAt,
      termsVersion: customers.termsVersion,
      termsAcceptedAt: customers.termsAcceptedAt,
      campaign: customers.campaign,
      emailTrouble: customers.emailTrouble,
      smartcardsAllowed: customers.smartcardsAllowed,
      createdAt: customers.createdAt,
    })
    .from(customers)
    .where(eq(customers.id, id))
  if (!found) throw new Error("The customer does not exist")
  return found
}

/** SELECT … FOR UPDATE: the customer's row is locked until the transaction ends. */
export async function lockOwnPasswordHash(db: DbOrTx, id: CustomerId): Promise<string | null> {
  const [found] = await db
    .select({ passwordHash: customers.passwordHash })
    .from(customers)
    .where(eq(customers.id, id))
    .for("update")
  return found?.passwordHash ?? null
}

/** What the operator allows. SELECT … FOR UPDATE: one card is added to an account at a time. */
export async function lockSmartcardsAllowed(db: DbOrTx, id: CustomerId): Promise<number | null> {
  const [found] = await db
    .select({ allowed: customers.smartcardsAllowed })
    .from(customers)
    .where(eq(customers.id, id))
    .for("update")
  return found?.allowed ?? null
}

/** False if the customer does not exist. */
export async function setSmartcardsAllowed(db: DbOrTx, id: CustomerId, allowed: number): Promise<boolean> {
  const changed = await db
    .update(customers)
    .set({ smartcardsAllowed: allowed })
    .where(eq(customers.id, id))
    .returning({ id: customers.id })
  return changed.length === 1
}

/**
 * SELECT … FOR NO KEY UPDATE: one order of a customer is placed at a time, and changes of an account wait for
 * each other instead of failing. Called before any row of the customer is changed (lock order: `lockOrder`).
 * Rows that refer to the customer can still be inserted.
 */
export async function lockCustomer(db: DbOrTx, id: CustomerId): Promise<void> {
  await db.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).for("no key update")
}

export async function findOwnPasswordHash(db: DbOrTx, id: CustomerId): Promise<string | null> {
  const [found] = await db
    .select({ passwordHash: customers.passwordHash })
    .from(customers)
    .where(eq(customers.id, id))
  return found?.passwordHash ?? null
}

type ProfileChange = Partial<
  Pick<typeof customers.$inferInsert, "fullName" | "phone" | "remindersEnabled" | "marketingConsentAt">
>

export async function updateCustomer(db: DbOrTx, id: CustomerId, change: ProfileChange): Promise<void> {
  await db.update(customers).set(change).where(eq(customers.id, id))
}

/** Throws an error that `isAddressTaken` recognizes when another customer has the address (unique index). */
export async function setEmail(db: DbOrTx, id: CustomerId, email: EmailAddress): Promise<void> {
  await db.update(customers).set({ email, emailTrouble: null }).where(eq(customers.id, id))
}

/** Only if the customer still has the address that the mail was sent to. */
export async function markEmailTrouble(
  db: DbOrTx,
  { customerId, email, trouble }: { customerId: CustomerId; email: EmailAddress; trouble: EmailTrouble },
): Promise<void> {
  await db
    .update(customers)
    .set({ emailTrouble: trouble })
    .where(and(eq(customers.id, customerId), eq(customers.email, email)))
}

export async function clearEmailTrouble(db: DbOrTx, id: CustomerId): Promise<void> {
  await db.update(customers).set({ emailTrouble: null }).where(eq(customers.id, id))
}

/** Whether reminders are on. Null if the customer does not exist. */
export async function findReminders(db: DbOrTx, id: CustomerId): Promise<boolean | null> {
  const [found] = await db
    .select({ enabled: customers.remindersEnabled })
    .from(customers)
    .where(eq(customers.id, id))
  return found?.enabled ?? null
}

/** False if the customer does not exist or had reminders off. */
export async function turnRemindersOff(db: DbOrTx, id: CustomerId): Promise<boolean> {
  const turned = await db
    .update(customers)
    .set({ remindersEnabled: false })
    .where(and(eq(customers.id, id), eq(customers.remindersEnabled, true)))
    .returning({ id: customers.id })
  return turned.length === 1
}

/** Answers whether they were off. */
export async function turnRemindersOn(db: DbOrTx, id: CustomerId): Promise<boolean> {
  const turned = await db
    .update(customers)
    .set({ remindersEnabled: true })
    .where(and(eq(customers.id, id), eq(customers.remindersEnabled, false)))
    .returning({ id: customers.id })
  return turned.length === 1
}

export const isAddressTaken = (error: unknown): boolean => violates(error, "customers_email_key")

/** Erases the customer and every row that cascades. Orders and withdrawals stay, with `customer_id` null. */
export async function deleteCustomer(db: DbOrTx, id: CustomerId): Promise<void> {
  await db.delete(customers).where(eq(customers.id, id))
}

export async function setPasswordHash(db: DbOrTx, id: CustomerId, passwordHash: string): Promise<void> {
  await db.update(customers).set({ passwordHash }).where(eq(customers.id, id))
}
