import "server-only"
import { and, asc, count, desc, eq, exists } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { billingProfiles, customers } from "../schema"

/** The columns that the customer fills in. */
export type WrittenProfile = Omit<
  typeof billingProfiles.$inferInsert,
  "id" | "customerId" | "isDefault" | "createdAt"
>

export type BillingProfileRow = Omit<typeof billingProfiles.$inferSelect, "customerId" | "createdAt">

const own = (id: BillingProfileId, customerId: CustomerId) =>
  and(eq(billingProfiles.id, id), eq(billingProfiles.customerId, customerId))

/** The default first, then oldest first. */
export async function listBillingProfiles(db: DbOrTx, customerId: CustomerId): Promise<BillingProfileRow[]> {
  return db
    .select(columns)
    .from(billingProfiles)
    .where(eq(billingProfiles.customerId, customerId))
    .orderBy(desc(billingProfiles.isDefault), asc(billingProfiles.id))
}

const columns = {
  id: billingProfiles.id,
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
}

/**
 * SELECT … FOR UPDATE of the customer: profiles of one customer change one after the other. Returns their
 * number.
 */
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

const other = alias(billingProfiles, "other")

/**
 * Clears the default in favour of another profile of the customer; without such a profile the default stays.
 */
export async function clearDefaultProfile(
  db: DbOrTx,
  { customerId, inFavourOf }: { readonly customerId: CustomerId; readonly inFavourOf: BillingProfileId },
): Promise<void> {
  const isTheirs = db
    .select({ id: other.id })
    .from(other)
    .where(and(eq(other.id, inFavourOf), eq(other.customerId, customerId)))
  await db
    .update(billingProfiles)
    .set({ isDefault: false })
    .where(
      and(eq(billingProfiles.customerId, customerId), eq(billingProfiles.isDefault, true), exists(isTheirs)),
    )
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
