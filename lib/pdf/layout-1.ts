import "server-only"
import type { Seller } from "@/lib/domain/firms/seller"
import { buyerLines, type InvoiceDocument, invoiceName, issuedOn } from "@/lib/domain/money/invoice"
import { plainLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { contentWidth } from "./document"
import type { InvoiceContent } from "./draw-invoice"

const columns = [
  { title: "Nr.", x: 0, width: 28, align: "left" },
  { title: "Denumire", x: 32, width: 223, align: "left" },
  { title: "Valoare fără TVA", x: 261, width: 80, align: "right" },
  { title: "TVA", x: 347, width: 70, align: "right" },
  { title: "Total", x: 423, width: contentWidth - 423, align: "right" },
] as const

/**
 * Layout 1: invoices from the first version until layout 2. Its bytes never change, so that it has its own
 * words where later layouts say something else.
 */
export function layout1(invoice: InvoiceDocument): InvoiceContent {
  const { seller, buyer, lines, totalBani, vatBani, vatBasisPoints } = invoice
  return {
    days: [`Data emiterii: ${issuedOn(invoice)}`],
    seller: sellerWords(seller),
    buyer: buyerLines(buyer),
    columns,
    rows: lines.map(({ text, priceBani, netBani }, at) => {
      return [String(at + 1), text, ...[netBani, priceBani - netBani, priceBani].map(plainLei)]
    }),
    parts: [
      `Total fără TVA: ${plainLei(totalBani - vatBani)}`,
      `TVA ${percentOf(vatBasisPoints)} %: ${plainLei(vatBani)}`,
    ],
    total: `Total: ${plainLei(totalBani)}`,
    notes: notesOf(invoice),
  }
}

const sellerWords = ({ name, cui, registerNumber, address, iban, phone, email }: Seller): string[] => [
  name,
  `CUI ${cui} · Registrul comerțului ${registerNumber}`,
  address,
  ...(iban ? [`IBAN ${iban}`] : []),
  `${phone} · ${email}`,
]

const notesOf = ({ stornoOf, orderNumber, seller }: InvoiceDocument): string[] => [
  stornoOf
    ? `Storno la factura ${invoiceName(stornoOf)} din ${issuedOn(stornoOf)}, comanda ${orderNumber}. Banii se întorc pe cardul sau în contul din care s-a plătit.`
    : `Achitată online, comanda ${orderNumber}.`,
  ...(seller.isVatPayer ? [] : ["Furnizorul nu este plătitor de TVA."]),
  "Valabilă fără semnătură și ștampilă, conform art. 319 alin. (29) din Codul fiscal.",
]
