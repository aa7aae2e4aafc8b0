import { createHash, randomBytes, randomInt } from "node:crypto"
import { hash } from "@node-rs/argon2"
import {
  billingProfiles,
  customers,
  offers,
  packages,
  sessions,
  smartcardLinks,
  smartcards,
  subscriptions,
} from "@/db/schema"
import type { App } from "@/lib/app"
import type {
  CustomerId,
  EmailAddress,
  OfferId,
  PackageId,
  Serial,
  SmartcardId,
} from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

/** Each makes one row that satisfies every constraint; what a test is about it says itself, the rest does not matter. */

type CustomerRow = typeof customers.$inferSelect
type Wanted<Row, Id extends keyof Row> = Partial<Omit<Row, Id>>

const defaultPassword = "o parolă lungă de probă"

let count = 0
const nextNumber = () => ++count
const brandless = { email: (text: string) => text as EmailAddress, serial: (text: string) => text as Serial }

/** A confirmed customer. `password` is hashed as the product does, with the least work that the format allows. */
export async function aCustomer(
  app: App,
  wanted: Wanted<CustomerRow, "id" | "email" | "passwordHash"> & { email?: string; password?: string } = {},
): Promise<CustomerRow> {
  const { email, password, ...rest } = wanted
  const row = {
    email: brandless.email(email ?? `client-${nextNumber()}-${randomBytes(4).toString("hex")}@exemplu.ro`),
    passwordHash: await quickHash(password ?? defaultPassword),
    fullName: "Ana Popescu",
    phone: "+40722123456",
    termsVersion: "2026-01",
    termsAcceptedAt: app.now(),
    createdAt: app.now(),
    ...rest,
  }
  return first(await app.db.insert(customers).values(row).returning())
}

const quickHash = (password: string) =>
  hash(password.normalize("NFC"), { memoryCost: 8, timeCost: 1, parallelism: 1 })

/** Test files share the stand-in of the gateway, which knows cards by their serials. */
const firstSerial = 10_000_000_000 + randomInt(1_000_000) * 10_000

/** An issued card, in service, with a serial nobody else has. */
export async function aSmartcard(
  app: App,
  wanted: { serial?: string; status?: "in_service" | "blocked" } = {},
) {
  const serial = brandless.serial(wanted.serial ?? String(firstSerial + nextNumber()))
  const row = { serial, status: wanted.status ?? "in_service", createdAt: app.now(), updatedAt: app.now() }
  return first(await app.db.insert(smartcards).values(row).returning())
}

/** The customer holds the card; each is made when not given. */
export async function aLink(app: App, wanted: Wanted<typeof smartcardLinks.$inferSelect, "id"> = {}) {
  const row = {
    linkedAt: app.now(),
    ...wanted,
    smartcardId: wanted.smartcardId ?? (await aSmartcard(app)).id,
    customerId: wanted.customerId ?? (await aCustomer(app)).id,
  }
  return first(await app.db.insert(smartcardLinks).values(row).returning())
}

export async function aPackage(app: App, wanted: Wanted<typeof packages.$inferSelect, "id"> = {}) {
  const row = { code: `pachet-${nextNumber()}`, name: "Familia", ...wanted }
  return first(await app.db.insert(packages).values(row).returning())
}

/** One month at 44 lei, on sale since a year ago. */
export async function anOffer(app: App, wanted: Wanted<typeof offers.$inferSelect, "id"> = {}) {
  const row = {
    code: `oferta-${nextNumber()}`,
    months: 1,
    priceBani: 4_400,
    validFrom: new Date(app.now().getTime() - 365 * dayMs),
    ...wanted,
    packageId: wanted.packageId ?? (await aPackage(app)).id,
  }
  return first(await app.db.insert(offers).values(row).returning())
}

const dayMs = 24 * 60 * 60 * 1_000

type SubscriptionWish = {
  smartcardId?: SmartcardId | undefined
  packageId?: PackageId | undefined
  status?: "ready" | "active" | "refunded"
  startsAt?: Date | null
  endsAt?: Date | null
  customerId?: CustomerId
  offerId?: OfferId
}

/** Imported, running since ten days ago, for twenty days more. A `ready` one is bought: it gets an offer and a buyer. */
export async function aSubscription(app: App, wanted: SubscriptionWish = {}) {
  const status = wanted.status ?? "active"
  const packageId = wanted.packageId ?? (await aPackage(app)).id
  const bought = status === "ready" || wanted.customerId !== undefined
  const period =
    status === "ready"
      ? { startsAt: null, endsAt: null }
      : {
          startsAt: new Date(app.now().getTime() - 10 * dayMs),
          endsAt: new Date(app.now().getTime() + 20 * dayMs),
        }
  const row = {
    ...period,
    ...wanted,
    status,
    packageId,
    smartcardId: wanted.smartcardId ?? (await aSmartcard(app)).id,
    offerId: wanted.offerId ?? (bought ? (await anOffer(app, { packageId })).id : undefined),
    createdAt: app.now(),
  }
  return first(await app.db.insert(subscriptions).values(row).returning())
}

/** A person in București. */
export async function aBillingProfile(
  app: App,
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
    createdAt: app.now(),
    ...wanted,
    customerId: wanted.customerId ?? (await aCustomer(app)).id,
  }
  return first(await app.db.insert(billingProfiles).values(row).returning())
}

/** A signed-in browser; `key` is what its cookie carries. */
export async function aSession(
  app: App,
  wanted: Wanted<typeof sessions.$inferSelect, "id" | "keyHash"> = {},
) {
  const key = randomBytes(32).toString("base64url")
  const row = {
    createdAt: app.now(),
    lastSeenAt: app.now(),
    expiresAt: new Date(app.now().getTime() + 90 * dayMs),
    ...wanted,
    keyHash: createHash("sha256").update(key).digest(),
    customerId: wanted.customerId ?? (await aCustomer(app)).id,
  }
  return { ...first(await app.db.insert(sessions).values(row).returning()), key }
}

/** Where a request comes from: without a trusted header when no address is given. */
export const aClient = (ip: string | null = null): Client => ({
  ip,
  userAgent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  deviceHash: null,
})

/** The same, from a browser that carries a device key. */
export const aDevice = (ip: string | null = null) => ({
  ...aClient(ip),
  deviceHash: new Uint8Array(randomBytes(32)),
})

function first<Row>([row]: Row[]): Row {
  if (!row) throw new Error("The insert returned no row")
  return row
}
