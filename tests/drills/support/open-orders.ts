import type { Db } from "@/db/client"
import { orderLines, orders, payments } from "@/db/schema"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { priceOrder } from "@/lib/domain/money/order-price"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { firstRow, type RowStore } from "@/tests/support/factories/rows"
import { sessionIdOf } from "./session-id"

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

/**
 * Orders of one to three lines with an open payment. Inserted a thousand at a time: placing 10,000 orders
 * through the product, as the factories do, would take longer than the drill.
 */
export async function storeOrdersToPay(db: Db, count: number): Promise<void> {
  const store = { db, now: () => now }
  const buyers = await Promise.all(Array.from({ length: 50 }, () => aCustomer(store)))
  const goods = await storeGoods(store)
  for (let from = 0; from < count; from += 1_000) {
    const chunk = Array.from({ length: Math.min(1_000, count - from) }, (_, at) => draft(from + at))
    await storeChunk(db, chunk, { buyers, goods })
  }
}

type Draft = ReturnType<typeof draft>

function draft(at: number) {
  const terms = months.slice(0, 1 + (at % months.length))
  return { at, terms, ...priceOrder(terms.map(price), vatBasisPoints) }
}

const price = (term: number) => term * monthlyBani - 1

type Goods = Awaited<ReturnType<typeof storeGoods>>

async function storeGoods(store: RowStore) {
  const smartcard = await aSmartcard(store)
  const familia = await aPackage(store, { code: "familia" })
  const offers = []
  for (const term of months)
    offers.push(await anOffer(store, { packageId: familia.id, months: term, priceBani: price(term) }))
  return { smartcard, familia, offers }
}

type Parties = { readonly buyers: readonly { id: CustomerId }[]; readonly goods: Goods }

async function storeChunk(db: Db, chunk: readonly Draft[], { buyers, goods }: Parties) {
  const expiresAt = later(now, dayMs)
  const stored = await db
    .insert(orders)
    .values(
      chunk.map(({ at, totalBani, vatBani }) => {
        const customerId = buyers[at % buyers.length]?.id
        const money = { totalBani, vatBani, vatBasisPoints }
        return { customerId, status: "open" as const, billing, ...money, createdAt: now, expiresAt }
      }),
    )
    .returning({ orderId: orders.id, amountBani: orders.totalBani })
  const paid = { attempt: 1, status: "open" as const, currency: "ron", createdAt: now, expiresAt }
  await db.insert(orderLines).values(
    chunk.flatMap((one, at) => {
      const { orderId } = firstRow(stored.slice(at))
      return linesOf(one, goods).map((line) => ({ orderId, ...line }))
    }),
  )
  await db
    .insert(payments)
    .values(stored.map((one) => ({ ...one, ...paid, sessionId: sessionIdOf(one.orderId), url: "" })))
}

function linesOf({ terms, netsBani }: Draft, { smartcard, familia, offers: onSale }: Goods) {
  return terms.map((term, position) => ({
    position,
    smartcardId: smartcard.id,
    offerId: firstRow(onSale.slice(position)).id,
    packageId: familia.id,
    packageName: familia.name,
    serial: smartcard.serial,
    cardName: smartcard.serial,
    months: term,
    priceBani: price(term),
    netBani: netsBani[position] ?? 0,
  }))
}
