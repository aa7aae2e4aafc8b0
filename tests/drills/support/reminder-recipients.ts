import type { Db, DbOrTx } from "@/db/client"
import type { EmailAddress, PackageId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { aLink } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer, emailAddress } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"

export type Recipient = {
  readonly email: EmailAddress
  /** The mail provider refuses the address. */
  readonly isRefused: boolean
  /** How many of the customer's subscriptions end soon. */
  readonly periods: number
}

const refusedName = "refuzat"
export const isRefused = (address: string) => address.startsWith(refusedName)

/**
 * Customers with subscriptions that end within five days. Every fourth customer has two of them, which one
 * reminder names together.
 */
export async function createRecipients(db: Db, now: () => Date) {
  const packageIds = await storeCatalogue(db, now)
  const recipients: Recipient[] = []

  /** Stores `count` more in one transaction; `refused` of them have an address that the provider refuses. */
  async function add(count: number, { refused = 0 } = {}): Promise<void> {
    const first = recipients.length
    const added = Array.from({ length: count }, (_, at): Recipient => {
      const isBad = at < refused
      const email = emailAddress(`${isBad ? refusedName : "client"}-${first + at}@exemplu.ro`)
      return { email, isRefused: isBad, periods: (first + at) % 4 === 0 ? 2 : 1 }
    })
    recipients.push(...added)
    const createdAt = now()
    await db.transaction(async (tx) => {
      for (const [at, { email, periods }] of added.entries()) {
        const endsAt = later(createdAt, ((at % 4) + 1) * dayMs)
        await storeOne(tx, { createdAt, email, endsAt, packageIds: packageIds.slice(0, periods) })
      }
    })
  }

  return {
    add,
    all: (): readonly Recipient[] => recipients,
    periods: () => recipients.reduce((sum, { periods }) => sum + periods, 0),
  }
}

async function storeCatalogue(db: Db, now: () => Date): Promise<readonly PackageId[]> {
  const store = { db, now }
  const familia = await aPackage(store, { code: "familia", name: "Familia" })
  const sport = await aPackage(store, { code: "sport", name: "Sport Extra" })
  await anOffer(store, { code: "familia-1", packageId: familia.id, priceBani: 4_400 })
  await anOffer(store, { code: "sport-1", packageId: sport.id, priceBani: 2_000 })
  return [familia.id, sport.id]
}

type NewRecipient = {
  readonly createdAt: Date
  readonly email: EmailAddress
  /** The end of the first subscription; each other ends an hour after the one before it. */
  readonly endsAt: Date
  readonly packageIds: readonly PackageId[]
}

async function storeOne(db: DbOrTx, { createdAt, email, endsAt, packageIds }: NewRecipient): Promise<void> {
  const store = { db, now: () => createdAt }
  const customer = await aCustomer(store, { email, passwordHash: "no password" })
  const { smartcardId } = await aLink(store, { customerId: customer.id })
  for (const [position, packageId] of packageIds.entries()) {
    const end = later(endsAt, position * hourMs)
    await aSubscription(store, { smartcardId, packageId, startsAt: later(end, -30 * dayMs), endsAt: end })
  }
}
