import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { billed, firm, offer, person, seller, serial, unusedDays } from "./make-invoice"

/** Common invoices. The key names the picture in .pictures. */
export const usualInvoices = {
  "person-sector-3": billed({
    number: 1,
    buyer: person(),
    offers: [offer({ packageName: "Familia", months: 1, card: "02000000001", priceBani: 4_400 })],
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
    offers: [offer({ packageName: "Familia HD", months: 12, card: "02000000017", priceBani: 52_800 })],
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
    offers: [offer({ packageName: "Esențial", months: 6, card: "02000000023", priceBani: 17_400 })],
  }),
  "two-cards": billed({
    number: 1_204,
    buyer: person(),
    offers: [
      offer({ packageName: "Familia", months: 3, card: "02000000001", priceBani: 12_900 }),
      offer({ packageName: "Sport și Știri", months: 1, card: "02000000001", priceBani: 1_999 }),
      offer({ packageName: "Esențial", months: 12, card: "02000000002", priceBani: 119_900 }),
    ],
  }),
  "partial-storno": unusedDays({ number: 1_205, days: 27, ofDays: 30 }),
  "old-vat-rate": billed({
    number: 4,
    buyer: person(),
    offers: [offer({ packageName: "Familia", months: 1, card: "02000000001", priceBani: 4_400 })],
    vatBasisPoints: 1_900,
    issuedAt: new Date("2025-07-31T20:30:00Z"),
  }),
} satisfies Record<string, InvoiceDocument>

const longName =
  "Asociația Crescătorilor de Oi și Capre, a Împătimiților de Știință și a Ținutului Înalt din Județul Bistrița-Năsăud, Filiala Sângeorz-Băi și Împrejurimi"
const longWord = "Înțelepciuneașțăâ".repeat(9).slice(0, 150)

/** Rare invoices whose layout must hold too. */
export const rareInvoices = {
  "many-lines": billed({
    number: 5,
    buyer: person(),
    offers: Array.from({ length: 40 }, (_, at) =>
      offer({
        packageName: at % 3 === 0 ? "Familia și Prietenii, toate canalele în HD" : "Esențial",
        months: 1,
        card: serial(at),
        priceBani: 2_999 + at,
      }),
    ),
  }),
  "long-names": withName(longName),
  "long-words": withName(longWord),
  "seller-no-vat": billed({
    number: 6,
    buyer: person(),
    offers: [offer({ packageName: "Familia", months: 1, card: "02000000001", priceBani: 4_400 })],
    vatBasisPoints: 0,
    seller: { ...seller(), isVatPayer: false },
  }),
} satisfies Record<string, InvoiceDocument>

/** The same name in every field that may be long. */
function withName(name: string): InvoiceDocument {
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
    offers: [
      offer({ packageName: name, months: 12, card: "02000000001", priceBani: 123_456_789 }),
      offer({ packageName: "Familia", months: 1, card: "02000000002", priceBani: 4_400 }),
    ],
  })
}
