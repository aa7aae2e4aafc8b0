import "server-only"
import { and, asc, count, desc, eq } from "drizzle-orm"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { billingProfiles, customers } from "../schema"

/** What a customer writes about themselves; the rest of the row is ours. */
export type WrittenProfile = Omit<
  typeof billingProfiles.$inferInsert,
  "id" | "customerId" | "isDefault" | "createdAt"
>

const own = (id: BillingProfileId, customerId: CustomerId) =>
  and(eq(billingProfiles.id, id), eq(billingProfiles.customerId, customerId))

/** The default first, then in the order in which they were added. */
export async function listBillingProfiles(db: DbOrTx, customerId: CustomerId) {
  const { customerId: _owner, createdAt: _createdAt, ...columns } = columnsOf
  return db
    .select(columns)
    .from(billingProfiles)
    .where(eq(billingProfiles.customerId, customerId))
    .orderBy(desc(billingProfiles.isDefault), asc(billingProfiles.id))
}

const columnsOf = {
  id: billingProfiles.id,
  customerId: billingProfiles.customerId,
  kind: billingProfiles.kind,
  name: billingProfiles.name,
  cui: billingProfiles.cui,
  isVatPayer: billingProfiles.isVatPayer,
  registerNumber: billingProfiles.registerNumber,
  iban: billingProfiles.iban,
  street: billingProfiles.street,
  locality: billingProfiles.locality,
  county: billingProfiles.county,
  sector: billingProfiles.sector,
  postalCode: billingProfiles.postalCode,
  isDefault: billingProfiles.isDefault,
  createdAt: billingProfiles.createdAt,
}

/** One customer's profiles change one after the other: their row is the lock. How many there are. */
export async function lockProfilesOf(db: DbOrTx, customerId: CustomerId): Promise<number> {
  await db.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for("update")
  const [counted] = await db
    .select({ number: count() })
    .from(billingProfiles)
    .where(eq(billingProfiles.customerId, customerId))
  return counted?.number ?? 0
}

export async function insertBillingProfile(
  db: DbOrTx,
  profile: WrittenProfile & { readonly customerId: CustomerId; readonly isDefault: boolean },
  now: Date,
): Promise<BillingProfileId> {
  const [inserted] = await db
    .insert(billingProfiles)
    .values({ ...profile, createdAt: now })
    .returning({ id: billingProfiles.id })
  if (!inserted) throw new Error("A billing profile was not stored")
  return inserted.id
}

export async function updateBillingProfile(
  db: DbOrTx,
  { id, customerId, ...written }: WrittenProfile & { id: BillingProfileId; customerId: CustomerId },
): Promise<boolean> {
  const changed = await db
    .update(billingProfiles)
    .set(written)
    .where(and(own(id, customerId), eq(billingProfiles.kind, written.kind)))
    .returning({ id: billingProfiles.id })
  return changed.length === 1
}

export async function deleteBillingProfile(
  db: DbOrTx,
  id: BillingProfileId,
  customerId: CustomerId,
): Promise<{ wasDefault: boolean } | null> {
  const [deleted] = await db
    .delete(billingProfiles)
    .where(own(id, customerId))
    .returning({ wasDefault: billingProfiles.isDefault })
  return deleted ?? null
}

export async function clearDefaultProfile(db: DbOrTx, customerId: CustomerId): Promise<void> {
  await db
    .update(billingProfiles)
    .set({ isDefault: false })
    .where(and(eq(billingProfiles.customerId, customerId), eq(billingProfiles.isDefault, true)))
}

export async function setDefaultProfile(
  db: DbOrTx,
  id: BillingProfileId,
  customerId: CustomerId,
): Promise<boolean> {
  const changed = await db
    .update(billingProfiles)
    .set({ isDefault: true })
    .where(own(id, customerId))
    .returning({ id: billingProfiles.id })
  return changed.length === 1
}
