import type { Db } from "@/db/client"
import { customers, offers, packages, smartcardLinks, smartcards, subscriptions } from "@/db/schema"
import type { EmailAddress, Serial } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"

export type Person = {
  readonly email: EmailAddress
  /** The provider does not take the address. */
  readonly isRefused: boolean
  /** How many periods of theirs end soon. */
  readonly periods: number
}

const refusedName = "refuzat"
export const isRefused = (address: string) => address.startsWith(refusedName)

/** Customers with packages that end within five days, in waves. Every fourth has two, which share a mail. */
export async function createAudience(db: Db, now: () => Date) {
  const createdAt = now()
  const names = [
    { code: "familia", name: "Familia" },
    { code: "sport", name: "Sport Extra" },
  ]
  const [familia, sport] = await db.insert(packages).values(names).returning({ id: packages.id })
  if (!familia || !sport) throw new Error("No packages were stored")
  const onSale = { months: 1, validFrom: later(createdAt, -dayMs) }
  await db.insert(offers).values([
    { ...onSale, code: "familia-1", packageId: familia.id, priceBani: 4_400 },
    { ...onSale, code: "sport-1", packageId: sport.id, priceBani: 2_000 },
  ])
  const packageIds = [familia.id, sport.id]
  const people: Person[] = []

  /** `refused`: how many of them have an address that the provider does not take. */
  async function wave(count: number, { refused = 0 } = {}): Promise<readonly Person[]> {
    const first = people.length
    const fresh = Array.from({ length: count }, (_, at): Person => {
      const isBad = at < refused
      const email = `${isBad ? refusedName : "client"}-${first + at}@exemplu.ro` as EmailAddress
      return { email, isRefused: isBad, periods: (first + at) % 4 === 0 ? 2 : 1 }
    })
    people.push(...fresh)
    await db.transaction(async (tx) => {
      const holders = await tx
        .insert(customers)
        .values(fresh.map(({ email }) => ({ ...customer, email, termsAcceptedAt: createdAt, createdAt })))
        .returning({ id: customers.id })
      const cards = await tx
        .insert(smartcards)
        .values(fresh.map((_, at) => ({ ...card(first + at), createdAt, updatedAt: createdAt })))
        .returning({ id: smartcards.id })
      const held = cards.flatMap(({ id: smartcardId }, at) => {
        const holder = holders[at]
        return holder ? [{ smartcardId, customerId: holder.id, linkedAt: createdAt }] : []
      })
      await tx.insert(smartcardLinks).values(held)
      const periods = held.flatMap(({ smartcardId }, at) =>
        packageIds.slice(0, fresh[at]?.periods).map((packageId, position) => {
          const endsAt = later(createdAt, ((at % 4) + 1) * dayMs + position * hourMs)
          const period = { startsAt: later(endsAt, -30 * dayMs), endsAt }
          return { smartcardId, packageId, status: "active" as const, createdAt, ...period }
        }),
      )
      await tx.insert(subscriptions).values(periods)
    })
    return fresh
  }

  return {
    wave,
    people: (): readonly Person[] => people,
    periods: () => people.reduce((sum, { periods }) => sum + periods, 0),
  }
}

const customer = {
  passwordHash: "nobody signs in",
  fullName: "Ana Popescu",
  phone: "+40722123456",
  termsVersion: "2026-01",
}

const card = (number: number) => ({
  serial: String(50_000_000_000 + number) as Serial,
  status: "in_service" as const,
})
