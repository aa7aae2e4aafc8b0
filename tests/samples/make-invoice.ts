import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { priceOrder } from "@/lib/domain/money/order-price"
import { monthCount } from "@/lib/domain/words/plural"
import { testSeller } from "@/tests/support/seller"

type Offer = { readonly text: string; readonly priceBani: number }

type OfferOptions = {
  readonly packageName: string
  readonly months: number
  readonly card: string
  readonly priceBani: number
}

export function offer({ packageName, months, card, priceBani }: OfferOptions): Offer {
  return { text: `${packageName}, ${monthCount(months)}, smartcard ${card}`, priceBani }
}

type InvoiceOptions = {
  readonly number: number
  readonly buyer: BillingParty
  readonly offers: readonly Offer[]
  readonly seller?: Seller
  readonly vatBasisPoints?: number
  readonly issuedAt?: Date
}

export function billed({
  number,
  buyer,
  offers,
  seller: from = seller(),
  vatBasisPoints = 2_100,
  issuedAt = new Date("2026-11-22T08:15:00Z"),
}: InvoiceOptions): InvoiceDocument {
  const prices = offers.map(({ priceBani }) => priceBani)
  const { totalBani, vatBani, netsBani } = priceOrder(prices, vatBasisPoints)
  return {
    series: "FS",
    number,
    issuedAt,
    paidAt: null,
    orderNumber: 100_000 + number,
    seller: from,
    buyer,
    totalBani,
    vatBani,
    vatBasisPoints,
    lines: offers.map(({ text, priceBani }, at) => ({ text, priceBani, netBani: netsBani[at] ?? 0 })),
    stornoOf: null,
  }
}

type StornoOptions = { readonly number: number; readonly days: number; readonly ofDays: number }

/** The storno of the unused days of "person-sector-3", computed as in lib/orders/refund/refund-lines.ts. */
export function unusedDays({ number, days, ofDays }: StornoOptions): InvoiceDocument {
  const original = billed({
    number: 1,
    buyer: person(),
    offers: [offer({ packageName: "Familia", months: 1, card: "02000000001", priceBani: 4_400 })],
  })
  const lines = original.lines.map(({ text, priceBani, netBani }) => {
    const refundBani = priceBani - Math.floor((priceBani * (ofDays - days)) / ofDays)
    return {
      text: `${text}: zile nefolosite, ${days} din ${ofDays}`,
      priceBani: -refundBani,
      netBani: -Math.round((netBani * refundBani) / priceBani),
    }
  })
  const totalBani = lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const netBani = lines.reduce((sum, line) => sum + line.netBani, 0)
  const { series, issuedAt } = original
  return {
    ...original,
    number,
    issuedAt: new Date("2026-11-25T15:40:00Z"),
    totalBani,
    vatBani: totalBani - netBani,
    lines,
    stornoOf: { series, number: original.number, issuedAt },
  }
}

export function seller(): Seller {
  return { ...testSeller, name: "Vânzător de probă S.R.L.", iban: "RO49AAAA1B31007593840000" }
}

export function person(): BillingParty {
  return {
    kind: "individual",
    name: "Ștefania-Mălina Țîrlea Înăcescu",
    street: "Str. Lalelelor 5, bl. B2, sc. 1, ap. 14",
    locality: "București",
    county: "B",
    sector: 3,
    postalCode: "030001",
  }
}

type Firm = Extract<BillingParty, { kind: "company" }>
type Registered = Pick<Firm, "name" | "cui" | "isVatPayer" | "registerNumber" | "iban">

export function firm(own: Registered & Partial<Firm>): Firm {
  const place = { street: "Str. Cetății 12", locality: "Făgăraș", county: "BV", sector: null } as const
  return { kind: "company", ...place, postalCode: "505200", ...own }
}

export function serial(at: number): string {
  return `020${String(at + 1).padStart(8, "0")}`
}
