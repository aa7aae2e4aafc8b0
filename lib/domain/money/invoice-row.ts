import { writtenCui } from "@/lib/domain/firms/billing-profile"
import { counties } from "@/lib/domain/firms/counties"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import { type InvoiceDocument, invoiceName, lineFigures } from "./invoice"

export const invoiceRowColumns = [
  "number",
  "issued_on",
  "storno_of",
  "order",
  "buyer",
  "fiscal_code",
  "register_number",
  "street",
  "locality",
  "county",
  "net",
  "vat_rate",
  "vat",
  "total",
  "paid_on",
] as const

export const invoiceLineColumns = [
  "number",
  "line",
  "text",
  "quantity",
  "unit_price",
  "net",
  "vat_rate",
  "vat",
  "total",
] as const

/** An invoice as a row of the accountants' CSV: lei with two decimals, days in Bucharest. */
export function invoiceRow(invoice: InvoiceDocument): Record<(typeof invoiceRowColumns)[number], string> {
  const { buyer, stornoOf, totalBani, vatBani } = invoice
  return {
    number: invoiceName(invoice),
    issued_on: bucharestDate(invoice.issuedAt),
    storno_of: stornoOf ? invoiceName(stornoOf) : "",
    order: String(invoice.orderNumber),
    buyer: escapeFormula(buyer.name),
    fiscal_code: buyer.kind === "company" ? writtenCui(buyer) : "",
    register_number: buyer.kind === "company" ? buyer.registerNumber : "",
    street: escapeFormula(buyer.street),
    locality: escapeFormula(buyer.sector ? `${buyer.locality}, Sector ${buyer.sector}` : buyer.locality),
    county: counties[buyer.county],
    net: lei(totalBani - vatBani),
    vat_rate: (invoice.vatBasisPoints / 100).toFixed(2),
    vat: lei(vatBani),
    total: lei(totalBani),
    paid_on: invoice.paidAt ? bucharestDate(invoice.paidAt) : "",
  }
}

/** The lines of an invoice as rows of a CSV of their own; unit prices without VAT. */
export function invoiceLineRows(
  invoice: InvoiceDocument,
): Record<(typeof invoiceLineColumns)[number], string>[] {
  return invoice.lines.map((line, at) => {
    const { quantity, unitBani, vatBani } = lineFigures(line)
    return {
      number: invoiceName(invoice),
      line: String(at + 1),
      text: escapeFormula(line.text),
      quantity: String(quantity),
      unit_price: lei(unitBani),
      net: lei(line.netBani),
      vat_rate: (invoice.vatBasisPoints / 100).toFixed(2),
      vat: lei(vatBani),
      total: lei(line.priceBani),
    }
  })
}

const lei = (bani: number): string => (bani / 100).toFixed(2)

/** Customers type these texts: the quote keeps a spreadsheet from running one as a formula. */
const escapeFormula = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
