import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { priceOrder } from "@/lib/domain/money/order-price"
import { monthCount } from "@/lib/domain/words/plural"

/** Invoices as they are issued every day, by the names of their pictures in docs/screenshots. */
export const usualInvoices = {
  "person-sector-3": billed({
    number: 1,
    buyer: person(),
    offers: [offer("Familia", 1, "02000000001", 4_400)],
  }),
  "firm-vat": billed({
    number: 2,
    buyer: firm({
      name: "Pensiunea Brândușa Țării Făgărașului S.R.L.",
      cui: "31842050",
      isVatPayer: true,
      registerNumber: "J08/1523/2013",
      iban: "RO49AAAA1B31007593840000",
    }),
    offers: [offer("Familia HD", 12, "02000000017", 52_800)],
  }),
  "firm-no-vat": billed({
    number: 3,
    buyer: firm({
      name: "Întreprinderea Individuală Știrbei Ștefăniță",
      cui: "40217360",
      isVatPayer: false,
      registerNumber: "F08/211/2019",
      iban: null,
    }),
    offers: [offer("Esențial", 6, "02000000023", 17_400)],
  }),
  "two-cards": billed({
    number: 1_204,
    buyer: person(),
    offers: [
      offer("Familia", 3, "02000000001", 12_900),
      offer("Sport și Știri", 1, "02000000001", 1_999),
      offer("Esențial", 12, "02000000002", 119_900),
    ],
  }),
  "partial-storno": unusedDays({ number: 1_205, days: 27, ofDays: 30 }),
  "old-vat-rate": billed({
    number: 4,
    buyer: person(),
    offers: [offer("Familia", 1, "02000000001", 4_400)],
    vatBasisPoints: 1_900,
    issuedAt: new Date("2025-07-31T20:30:00Z"),
  }),
} satisfies Record<string, InvoiceDocument>

const longName =
  "Asociația Crescătorilor de Oi și Capre, a Împătimiților de Știință și a Ținutului Înalt din Județul Bistrița-Năsăud, Filiala Sângeorz-Băi și Împrejurimi"
const longWord = "Înțelepciuneașțăâ".repeat(9).slice(0, 150)

/** What hardly ever comes and must not break. */
export const rareInvoices = {
  "many-lines": billed({
    number: 5,
    buyer: person(),
    offers: Array.from({ length: 40 }, (_, at) =>
      offer(
        at % 3 === 0 ? "Familia și Prietenii, toate canalele în HD" : "Esențial",
        1,
        serial(at),
        2_999 + at,
      ),
    ),
  }),
  "long-names": ofName(longName),
  "long-words": ofName(longWord),
  "seller-no-vat": billed({
    number: 6,
    buyer: person(),
    offers: [offer("Familia", 1, "02000000001", 4_400)],
    vatBasisPoints: 0,
    seller: { ...seller(), isVatPayer: false },
  }),
} satisfies Record<string, InvoiceDocument>

type Offer = { readonly text: string; readonly priceBani: number }

function offer(packageName: string, months: number, card: string, priceBani: number): Offer {
  return { text: `${packageName}, ${monthCount(months)}, smartcard ${card}`, priceBani }
}

type Billed = {
  readonly number: number
  readonly buyer: BillingParty
  readonly offers: readonly Offer[]
  readonly seller?: Seller
  readonly vatBasisPoints?: number
  readonly issuedAt?: Date
}

function billed({
  number,
  buyer,
  offers,
  seller: by = seller(),
  vatBasisPoints = 2_100,
  issuedAt = new Date("2026-11-22T08:15:00Z"),
}: Billed): InvoiceDocument {
  const prices = offers.map(({ priceBani }) => priceBani)
  const { totalBani, vatBani, netsBani } = priceOrder(prices, vatBasisPoints)
  return {
    series: "FS",
    number,
    issuedAt,
    orderNumber: 100_000 + number,
    seller: by,
    buyer,
    totalBani,
    vatBani,
    vatBasisPoints,
    lines: offers.map(({ text, priceBani }, at) => ({ text, priceBani, netBani: netsBani[at] ?? 0 })),
    stornoOf: null,
  }
}

type Unused = { readonly number: number; readonly days: number; readonly ofDays: number }

/** Takes back the days that were not used of "person-sector-3", as lib/orders/refund/refund-lines.ts does. */
function unusedDays({ number, days, ofDays }: Unused): InvoiceDocument {
  const original = billed({
    number: 1,
    buyer: person(),
    offers: [offer("Familia", 1, "02000000001", 4_400)],
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

/** One name in every place where somebody may write something long. */
function ofName(name: string): InvoiceDocument {
  return billed({
    number: 7,
    seller: { ...seller(), name, address: name },
    buyer: firm({
      name,
      street: name,
      locality: name,
      cui: "31842050",
      isVatPayer: true,
      registerNumber: "J08/1523/2013",
      iban: "RO49AAAA1B31007593840000",
    }),
    offers: [offer(name, 12, "02000000001", 123_456_789), offer("Familia", 1, "02000000002", 4_400)],
  })
}

function seller(): Seller {
  return {
    name: "Vânzător de probă S.R.L.",
    cui: "RO17030766",
    registerNumber: "J40/123/2020",
    address: "Strada Exemplului 1, Sector 1, București",
    phone: "021 000 00 00",
    email: "relatii@focussat.example",
    iban: "RO49AAAA1B31007593840000",
    isVatPayer: true,
  }
}

function person(): BillingParty {
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

function firm(own: Registered & Partial<Firm>): Firm {
  const place = { street: "Str. Cetății 12", locality: "Făgăraș", county: "BV", sector: null } as const
  return { kind: "company", ...place, postalCode: "505200", ...own }
}

function serial(at: number): string {
  return `020${String(at + 1).padStart(8, "0")}`
}
