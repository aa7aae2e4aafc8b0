import "server-only"
import { and, asc, eq, gt, inArray, lt, notInArray } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { customers, knownDevices } from "../schema"

/** By which of a browser's keys the customer with this address knows it from an earlier sign-in. */
export async function findKnownDevice(
  db: DbOrTx,
  email: EmailAddress,
  keyHashes: readonly Uint8Array[],
): Promise<Uint8Array | null> {
  const [found] = await db
    .select({ keyHash: knownDevices.keyHash })
    .from(knownDevices)
    .innerJoin(customers, eq(customers.id, knownDevices.customerId))
    .where(and(eq(customers.email, email), inArray(knownDevices.keyHash, [...keyHashes])))
    .limit(1)
  return found?.keyHash ?? null
}

/** Stores a browser that is not known yet. `first`: the customer had no known device; `new`: had others. */
export async function rememberDevice(
  db: DbOrTx,
  device: { readonly customerId: CustomerId; readonly keyHash: Uint8Array },
  now: Date,
): Promise<"first" | "new"> {
  const others = await db.$count(knownDevices, eq(knownDevices.customerId, device.customerId))
  await db.insert(knownDevices).values({ ...device, createdAt: now, lastUsedAt: now })
  return others === 0 ? "first" : "new"
}

/** Two sign-ins of one browser that were under way together may carry the same key. */
const replacedMs = minuteMs

type Renewal = {
  readonly customerId: CustomerId
  readonly from: readonly Uint8Array[]
  readonly to: Uint8Array
  /** The replaced key counts for a minute more, at a sign-in. Otherwise a copied cookie ends at once. */
  readonly isSignIn?: boolean
}

/** Gives a known browser another key. False if the customer knows none of its keys. */
export async function renewDevice(
  db: DbOrTx,
  { customerId, from, to, isSignIn = false }: Renewal,
  now: Date,
): Promise<boolean> {
  const [known] = await db
    .delete(knownDevices)
    .where(and(eq(knownDevices.customerId, customerId), inArray(knownDevices.keyHash, [...from])))
    .returning({ createdAt: knownDevices.createdAt, previousKeyHash: knownDevices.keyHash })
  const device = known ?? (isSignIn && (await findSuccessor(db, { customerId, from }, now)))
  if (!device) return false
  const { createdAt } = device
  const previousKeyHash = isSignIn ? device.previousKeyHash : null
  const row = { customerId, createdAt, previousKeyHash, keyHash: to, lastUsedAt: now }
  await db.insert(knownDevices).values(row)
  return true
}

async function findSuccessor(
  db: DbOrTx,
  { customerId, from }: { readonly customerId: CustomerId; readonly from: readonly Uint8Array[] },
  now: Date,
) {
  const { createdAt, previousKeyHash, lastUsedAt } = knownDevices
  const [successor] = await db
    .select({ createdAt, previousKeyHash })
    .from(knownDevices)
    .where(
      and(
        eq(knownDevices.customerId, customerId),
        inArray(previousKeyHash, [...from]),
        gt(lastUsedAt, later(now, -replacedMs)),
      ),
    )
    .limit(1)
  return successor
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

/** Deletes the customer's known devices except the one that has one of these keys. */
export async function forgetDevices(
  db: DbOrTx,
  customerId: CustomerId,
  except: readonly Uint8Array[],
): Promise<void> {
  const others = notInArray(knownDevices.keyHash, [...except])
  await db.delete(knownDevices).where(and(eq(knownDevices.customerId, customerId), others))
}

export const deleteUnusedDevices = (db: DbOrTx, usedBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: knownDevices, where: lt(knownDevices.lastUsedAt, usedBefore), limit })
