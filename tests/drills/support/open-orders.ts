import type { Db } from "@/db/client"
import { customers, offers, orderLines, orders, packages, payments, smartcards } from "@/db/schema"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { CustomerId, EmailAddress, Serial } from "@/lib/domain/ids/brand"
import { priceOrder } from "@/lib/domain/money/order-price"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

const now = new Date()
const months = [1, 3, 12]
const monthlyBani = 4_400
const vatBasisPoints = 2_100

const billing: BillingParty = {
  kind: "individual",
  name: "Ana Popescu",
  street: "Str. Lalelelor 5",
  locality: "București",
  county: "B",
  sector: 3,
  postalCode: null,
}

/** Orders of one to three lines that wait for money on the provider's page, thousands at a time. */
export async function storeOrdersToPay(db: Db, count: number): Promise<void> {
  const buyers = await storeCustomers(db, 50)
  const goods = await storeGoods(db)
  for (let from = 0; from < count; from += 1_000) {
    const chunk = Array.from({ length: Math.min(1_000, count - from) }, (_, at) => draft(from + at))
    await storeChunk(db, chunk, buyers, goods)
  }
}

type Draft = ReturnType<typeof draft>

function draft(at: number) {
  const terms = months.slice(0, 1 + (at % months.length))
  return { at, terms, ...priceOrder(terms.map(price), vatBasisPoints) }
}

const price = (term: number) => term * monthlyBani - 1

async function storeCustomers(db: Db, count: number): Promise<readonly CustomerId[]> {
  const rows = Array.from({ length: count }, (_, at) => ({
    email: `facturi-${at}@exemplu.ro` as EmailAddress,
    passwordHash: "nobody signs in",
    fullName: "Ana Popescu",
    phone: "+40722123456",
    termsVersion: "2026-01",
    termsAcceptedAt: now,
    createdAt: now,
  }))
  return (await db.insert(customers).values(rows).returning({ id: customers.id })).map(({ id }) => id)
}

type Goods = Awaited<ReturnType<typeof storeGoods>>

async function storeGoods(db: Db) {
  const serial = "04000000001" as Serial
  const card = { serial, status: "in_service" as const, createdAt: now, updatedAt: now }
  const smartcard = first(await db.insert(smartcards).values(card).returning())
  const familia = first(await db.insert(packages).values({ code: "familia", name: "Familia" }).returning())
  const rows = months.map((term) => {
    const code = `familia-${term}`
    return { code, packageId: familia.id, months: term, priceBani: price(term), validFrom: now }
  })
  return { smartcard, familia, offers: await db.insert(offers).values(rows).returning() }
}

async function storeChunk(db: Db, chunk: readonly Draft[], buyers: readonly CustomerId[], goods: Goods) {
  const expiresAt = later(now, dayMs)
  const stored = await db
    .insert(orders)
    .values(
      chunk.map(({ at, totalBani, vatBani }) => {
        const customerId = buyers[at % buyers.length]
        const money = { totalBani, vatBani, vatBasisPoints }
        return { customerId, status: "open" as const, billing, ...money, createdAt: now, expiresAt }
      }),
    )
    .returning({ orderId: orders.id, amountBani: orders.totalBani })
  const paid = { attempt: 1, status: "open" as const, currency: "ron", createdAt: now, expiresAt }
  await db.insert(orderLines).values(
    chunk.flatMap((one, at) => {
      const { orderId } = first(stored.slice(at))
      return linesOf(one, goods).map((line) => ({ orderId, ...line }))
    }),
  )
  await db
    .insert(payments)
    .values(stored.map((one) => ({ ...one, ...paid, sessionId: `cs_${one.orderId}`, url: "" })))
}

function linesOf({ terms, netsBani }: Draft, { smartcard, familia, offers: onSale }: Goods) {
  return terms.map((term, position) => ({
    position,
    smartcardId: smartcard.id,
    offerId: first(onSale.slice(position)).id,
    packageId: familia.id,
    packageName: familia.name,
    serial: smartcard.serial,
    cardName: smartcard.serial,
    months: term,
    priceBani: price(term),
    netBani: netsBani[position] ?? 0,
  }))
}

function first<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error("A row is missing")
  return row
}
