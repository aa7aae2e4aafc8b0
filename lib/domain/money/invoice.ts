import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/firms/billing-profile"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { bucharestDate, formatDate } from "@/lib/domain/time/civil-date"

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
  readonly lines: readonly { readonly text: string; readonly priceBani: number; readonly netBani: number }[]
  /** For a storno, the original invoice. */
  readonly stornoOf: InvoiceName | null
}

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

export function sellerLines({ name, cui, registerNumber, address, iban, phone, email }: Seller): string[] {
  return [
    name,
    `CUI ${cui} · Registrul comerțului ${registerNumber}`,
    address,
    ...(iban ? [`IBAN ${iban}`] : []),
    `${phone} · ${email}`,
  ]
}

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
    ...(seller.isVatPayer ? [] : ["Furnizorul nu este plătitor de TVA."]),
    "Valabilă fără semnătură și ștampilă, conform art. 319 alin. (29) din Codul fiscal.",
  ]
}
