import { createHash, randomBytes } from "node:crypto"
import { hash } from "@node-rs/argon2"
import { billingProfiles, customers, sessions, signUps } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { daysFrom, firstRow, nextNumber, type RowStore, type Wanted } from "./rows"

type CustomerRow = typeof customers.$inferSelect
type SignUpRow = typeof signUps.$inferSelect
/** `password` is hashed with the least work that the format allows; `passwordHash` is stored as it is. */
type Credentials = { email?: string; password?: string; passwordHash?: string }

const defaultPassword = "o parolă lungă de probă"

/** A customer who has confirmed the address. */
export async function aCustomer(
  store: RowStore,
  wanted: Wanted<CustomerRow, "id" | "email" | "passwordHash"> & Credentials = {},
): Promise<CustomerRow> {
  const row = await personRow(store, wanted)
  return firstRow(await store.db.insert(customers).values(row).returning())
}

/** A registration that waits for the confirmation of its address. */
export async function aSignUp(
  store: RowStore,
  wanted: Wanted<SignUpRow, "id" | "email" | "passwordHash"> & Credentials = {},
): Promise<SignUpRow> {
  const row = await personRow(store, wanted)
  return firstRow(await store.db.insert(signUps).values(row).returning())
}

async function personRow<Rest>(store: RowStore, wanted: Rest & Credentials) {
  const { email, password, passwordHash, ...rest } = wanted
  return {
    email: emailAddress(email ?? `client-${nextNumber()}-${randomBytes(4).toString("hex")}@exemplu.ro`),
    passwordHash: passwordHash ?? (await quickHash(password ?? defaultPassword)),
    fullName: "Ana Popescu",
    phone: "+40722123456",
    termsVersion: "2026-01",
    termsAcceptedAt: store.now(),
    createdAt: store.now(),
    ...rest,
  }
}

export const quickHash = (password: string) =>
  hash(password.normalize("NFC"), { memoryCost: 8, timeCost: 1, parallelism: 1 })

export function emailAddress(text: string): EmailAddress {
  const address = parseEmailAddress(text)
  if (!address) throw new Error(`${text} is not an e-mail address`)
  return address
}

/** The billing data of an individual in București. */
export async function aBillingProfile(
  store: RowStore,
  wanted: Wanted<typeof billingProfiles.$inferSelect, "id"> = {},
) {
  const row = {
    kind: "individual" as const,
    name: "Ana Popescu",
    street: "Str. Lalelelor 5",
    locality: "București",
    county: "B" as const,
    sector: 3,
    isDefault: true,
    createdAt: store.now(),
    ...wanted,
    customerId: wanted.customerId ?? (await aCustomer(store)).id,
  }
  return firstRow(await store.db.insert(billingProfiles).values(row).returning())
}

/** A signed-in browser; `key` is the value of its cookie. */
export async function aSession(
  store: RowStore,
  wanted: Wanted<typeof sessions.$inferSelect, "id" | "keyHash"> = {},
) {
  const key = randomBytes(32).toString("base64url")
  const row = {
    createdAt: store.now(),
    lastSeenAt: store.now(),
    expiresAt: daysFrom(store.now(), 90),
    ...wanted,
    keyHash: createHash("sha256").update(key).digest(),
    customerId: wanted.customerId ?? (await aCustomer(store)).id,
  }
  return { ...firstRow(await store.db.insert(sessions).values(row).returning()), key }
}

/** New keys for a session of `aSession`, as the browser would get them. */
export const aRenewal = ({ keyHash }: { readonly keyHash: Uint8Array }) => ({
  oldKeyHash: keyHash,
  keyHash: new Uint8Array(randomBytes(32)),
  deviceHash: new Uint8Array(randomBytes(32)),
})
