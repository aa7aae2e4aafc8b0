import "server-only"
import { and, asc, eq, lt, ne, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { customers, knownDevices } from "../schema"

/** Whether the customer with this address has signed in from this browser before. */
export async function isKnownDevice(db: DbOrTx, email: EmailAddress, keyHash: Uint8Array): Promise<boolean> {
  const found = await db
    .select({ id: knownDevices.id })
    .from(knownDevices)
    .innerJoin(customers, eq(customers.id, knownDevices.customerId))
    .where(and(eq(customers.email, email), eq(knownDevices.keyHash, keyHash)))
  return found.length > 0
}

/** Stores a browser. `first`: the customer had no known device; `new`: had others; `known`: had this one. */
export async function rememberDevice(
  db: DbOrTx,
  device: { readonly customerId: CustomerId; readonly keyHash: Uint8Array },
  now: Date,
): Promise<"first" | "new" | "known"> {
  const others = await db.$count(knownDevices, eq(knownDevices.customerId, device.customerId))
  const [stored] = await db
    .insert(knownDevices)
    .values({ ...device, createdAt: now, lastUsedAt: now })
    .onConflictDoUpdate({
      target: [knownDevices.customerId, knownDevices.keyHash],
      set: { lastUsedAt: now },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` })
  if (!stored?.isNew) return "known"
  return others === 0 ? "first" : "new"
}

/** Gives a known browser another key. A browser in which the customer never signed in stays unknown. */
export async function replaceDeviceKey(
  db: DbOrTx,
  { customerId, from, to }: { customerId: CustomerId; from: Uint8Array; to: Uint8Array },
): Promise<void> {
  await db
    .update(knownDevices)
    .set({ keyHash: to })
    .where(and(eq(knownDevices.customerId, customerId), eq(knownDevices.keyHash, from)))
}

export async function forgetDevice(
  db: DbOrTx,
  { customerId, keyHash }: { readonly customerId: CustomerId; readonly keyHash: Uint8Array },
): Promise<void> {
  await db
    .delete(knownDevices)
    .where(and(eq(knownDevices.customerId, customerId), eq(knownDevices.keyHash, keyHash)))
}

export async function listKnownDevices(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({ createdAt: knownDevices.createdAt, lastUsedAt: knownDevices.lastUsedAt })
    .from(knownDevices)
    .where(eq(knownDevices.customerId, customerId))
    .orderBy(asc(knownDevices.createdAt), asc(knownDevices.id))
}

/** Deletes the customer's known devices except one; with null, all of them. */
export async function forgetDevices(
  db: DbOrTx,
  customerId: CustomerId,
  except: Uint8Array | null,
): Promise<void> {
  const ofCustomer = eq(knownDevices.customerId, customerId)
  await db.delete(knownDevices).where(except ? and(ofCustomer, ne(knownDevices.keyHash, except)) : ofCustomer)
}

export const deleteUnusedDevices = (db: DbOrTx, usedBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: knownDevices, where: lt(knownDevices.lastUsedAt, usedBefore), limit })
