import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/firms/billing-profile"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceId, Serial } from "@/lib/domain/ids/brand"
import { groupSerial } from "@/lib/domain/packages/serial"
import { bucharestDate, formatDate } from "@/lib/domain/time/civil-date"
import { plainLei } from "./money"

/** The content of an issued invoice or storno. Amounts in bani; those of a storno are negative. */
export type InvoiceDocument = {
  readonly series: string
  readonly number: number
  readonly issuedAt: Date
  /** When the money came in; null for a storno, and where it was not stored. */
  readonly paidAt: Date | null
  readonly orderNumber: number
  readonly seller: Seller
  readonly buyer: BillingParty
  readonly totalBani: number
  readonly vatBani: number
  readonly vatBasisPoints: number
  readonly lines: readonly InvoiceLine[]
  /** For a storno, the original invoice. */
  readonly stornoOf: InvoiceName | null
}

type InvoiceLine = { readonly text: string; readonly priceBani: number; readonly netBani: number }

export type InvoiceName = { readonly series: string; readonly number: number; readonly issuedAt: Date }

type Titled = {
  readonly series: string
  readonly number: number
  readonly stornoOf: InvoiceName | InvoiceId | null
}

/** The one series of invoices and stornos. */
export const invoiceSeries = "FS"

/** "FS 12" */
export const invoiceName = ({ series, number }: Pick<InvoiceName, "series" | "number">) =>
  `${series} ${number}`

/** "Factura FS 12", "Factura storno FS 13" */
export const invoiceTitle = (invoice: Titled) =>
  `${invoice.stornoOf ? "Factura storno" : "Factura"} ${invoiceName(invoice)}`

/** "factura-FS-12.pdf" */
export const invoiceFileName = (invoice: Titled) =>
  `${invoice.stornoOf ? "storno" : "factura"}-${invoice.series}-${invoice.number}.pdf`

export const issuedOn = ({ issuedAt }: { readonly issuedAt: Date }) => formatDate(bucharestDate(issuedAt))

/** The day of the money where it is before the day of issue; null otherwise, and for a storno. */
export function paidEarlierOn({
  issuedAt,
  paidAt,
}: Pick<InvoiceDocument, "issuedAt" | "paidAt">): string | null {
  const day = paidAt && bucharestDate(paidAt)
  return day && day < bucharestDate(issuedAt) ? formatDate(day) : null
}

/** A line is one piece: the unit price has no VAT and no sign, the sign of a storno is its quantity's. */
export const lineFigures = ({ priceBani, netBani }: Pick<InvoiceLine, "priceBani" | "netBani">) => ({
  quantity: priceBani < 0 ? -1 : 1,
  unitBani: Math.abs(netBani),
  vatBani: priceBani - netBani,
})

/** A line's text with its serials in groups, as printed on the card: "smartcard 020 0000 0001". */
export const withGroupedSerials = (text: string): string =>
  text.replace(/(?<=smartcard )\d{5,}/g, (digits) => groupSerial(digits as Serial).replaceAll(" ", "\u00a0"))

export function sellerLines(seller: Seller): string[] {
  const { name, cui, registerNumber, shareCapitalBani, address, iban, phone, email } = seller
  return [
    name,
    `CUI ${cui} · Registrul comerțului ${registerNumber}`,
    ...(shareCapitalBani ? [shareCapitalWords(shareCapitalBani)] : []),
    address,
    ...(iban ? [`IBAN ${iban}`] : []),
    `${phone} · ${email}`,
  ]
}

/** Law 31/1990, article 74. */
export const shareCapitalWords = (bani: number) => `Capital social ${plainLei(bani)}`

export function buyerLines(buyer: BillingParty): string[] {
  if (buyer.kind === "individual") return [buyer.name, addressLine(buyer)]
  return [
    buyer.name,
    `CUI ${writtenCui(buyer)} · Registrul comerțului ${buyer.registerNumber}`,
    addressLine(buyer),
    ...(buyer.iban ? [`IBAN ${buyer.iban}`] : []),
  ]
}

/** The sentences under the totals. */
export function invoiceNotes({ stornoOf, orderNumber, seller }: InvoiceDocument): string[] {
  return [
    stornoOf
      ? `Storno la factura ${invoiceName(stornoOf)} din ${issuedOn(stornoOf)}, comanda ${orderNumber}. Banii se întorc pe cardul sau în contul din care s-a plătit.`
      : `Achitată online, comanda ${orderNumber}.`,
    // Article 310 (11): who is exempt does not mention the tax, and refers to the exemption (319 (20) l).
    ...(seller.isVatPayer ? [] : ["Regim special de scutire, art. 310 din Codul fiscal."]),
    "Valabilă fără semnătură și ștampilă, conform art. 319 alin. (29) din Codul fiscal.",
  ]
}
