import "server-only"
import {
  buyerLines,
  type InvoiceDocument,
  invoiceNotes,
  issuedOn,
  lineFigures,
  paidEarlierOn,
  sellerLines,
} from "@/lib/domain/money/invoice"
import { plainLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { contentWidth } from "./document"
import type { InvoiceContent } from "./draw-invoice"

const columnsWithVat = [
  { title: "Nr.", x: 0, width: 20, align: "left" },
  { title: "Denumire", x: 24, width: 140, align: "left" },
  { title: "Buc.", x: 168, width: 24, align: "right" },
  { title: "Preț fără TVA", x: 196, width: 68, align: "right" },
  { title: "Valoare fără TVA", x: 268, width: 80, align: "right" },
  { title: "TVA", x: 354, width: 66, align: "right" },
  { title: "Total", x: 426, width: contentWidth - 426, align: "right" },
] as const

const columnsWithoutVat = [
  { title: "Nr.", x: 0, width: 28, align: "left" },
  { title: "Denumire", x: 32, width: 233, align: "left" },
  { title: "Buc.", x: 271, width: 30, align: "right" },
  { title: "Preț", x: 307, width: 90, align: "right" },
  { title: "Valoare", x: 403, width: contentWidth - 403, align: "right" },
] as const

/**
 * Layout 2: with quantity, unit price without VAT and the seller's share capital, the day of the money where
 * it is earlier (Codul fiscal art. 319 (20)), and no word of VAT from a seller that pays none (art. 310).
 */
export function layout2(invoice: InvoiceDocument): InvoiceContent {
  const { seller, buyer, lines, totalBani, vatBani, vatBasisPoints } = invoice
  const paidOn = paidEarlierOn(invoice)
  return {
    days: [`Data emiterii: ${issuedOn(invoice)}`, ...(paidOn ? [`Data încasării: ${paidOn}`] : [])],
    seller: sellerLines(seller),
    buyer: buyerLines(buyer),
    columns: seller.isVatPayer ? columnsWithVat : columnsWithoutVat,
    rows: lines.map((line, at) => {
      const { quantity, unitBani, vatBani: vatOfLine } = lineFigures(line)
      const amounts = seller.isVatPayer
        ? [unitBani, line.netBani, vatOfLine, line.priceBani]
        : [unitBani, line.priceBani]
      return [String(at + 1), line.text, String(quantity), ...amounts.map(plainLei)]
    }),
    parts: seller.isVatPayer
      ? [
          `Total fără TVA: ${plainLei(totalBani - vatBani)}`,
          `TVA ${percentOf(vatBasisPoints)} %: ${plainLei(vatBani)}`,
        ]
      : [],
    total: `Total: ${plainLei(totalBani)}`,
    notes: invoiceNotes(invoice),
  }
}
