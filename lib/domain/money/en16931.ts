import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import { capital } from "@/lib/domain/firms/counties"
import type { Seller } from "@/lib/domain/firms/seller"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import {
  type InvoiceDocument,
  invoiceName,
  invoiceNotes,
  lineFigures,
  paidEarlierOn,
  shareCapitalWords,
} from "./invoice"

/** The identifier of the Romanian specification (CIUS-RO) that e-Factura requires. */
const specification = "urn:cen.eu:en16931:2017#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1"
/** Code list UNCL 1001. A storno has this type too, with negative quantities. */
const commercialInvoice = "380"
/** Code list UNCL 4461. */
const onlinePaymentService = "68"
/** The unit "one" of UN/ECE recommendation 20. */
const piece = "C62"

/**
 * An invoice as the terms of EN 16931, named by their numbers: groups (BG) hold terms (BT). Amounts are lei
 * with two decimals, dates are days in Bucharest. Left out is what we do not know: the identifier of a
 * person, the parts of the seller's one-line address.
 */
export function en16931(invoice: InvoiceDocument) {
  const { buyer, seller, stornoOf, paidAt, totalBani, vatBani } = invoice
  const vat = vatCategory(invoice)
  const net = amount(totalBani - vatBani)
  return compact({
    "BT-1": invoiceName(invoice),
    "BT-2": bucharestDate(invoice.issuedAt),
    "BT-3": commercialInvoice,
    "BT-5": "RON",
    // The day on which the VAT became due, where it is not the day of issue.
    "BT-7": seller.isVatPayer && paidAt && paidEarlierOn(invoice) ? bucharestDate(paidAt) : null,
    "BT-14": String(invoice.orderNumber),
    "BG-1": invoiceNotes(invoice).map((note) => ({ "BT-22": note })),
    "BG-2": { "BT-24": specification },
    "BG-3": stornoOf && {
      "BT-25": invoiceName(stornoOf),
      "BT-26": bucharestDate(stornoOf.issuedAt),
    },
    "BG-4": sellerGroup(seller),
    "BG-7": buyerGroup(buyer, seller),
    "BG-16": compact({ "BT-81": onlinePaymentService, "BT-84": seller.iban }),
    "BG-22": {
      "BT-106": net,
      "BT-109": net,
      "BT-110": amount(vatBani),
      "BT-112": amount(totalBani),
      "BT-113": amount(totalBani),
      "BT-115": amount(0),
    },
    "BG-23": [
      compact({
        "BT-116": net,
        "BT-117": amount(vatBani),
        "BT-118": vat.category,
        "BT-119": vat.rate,
        "BT-121": vat.category === "O" ? "VATEX-EU-O" : null,
      }),
    ],
    "BG-25": invoice.lines.map((line, at) => ({
      "BT-126": String(at + 1),
      "BT-129": String(lineFigures(line).quantity),
      "BT-130": piece,
      "BT-131": amount(line.netBani),
      "BG-29": { "BT-146": amount(lineFigures(line).unitBani) },
      "BG-30": compact({ "BT-151": vat.category, "BT-152": vat.rate }),
      "BG-31": { "BT-153": line.text },
    })),
  })
}

/** "S", the standard rate; "O", without a rate, when the seller pays no VAT. */
function vatCategory({ seller, vatBasisPoints }: InvoiceDocument) {
  if (!seller.isVatPayer) return { category: "O", rate: null }
  return { category: "S", rate: (vatBasisPoints / 100).toFixed(2) }
}

function sellerGroup({ shareCapitalBani, ...seller }: Seller) {
  const { name, cui, registerNumber, address, phone, email, isVatPayer } = seller
  const digits = cui.replace(/^RO/i, "")
  return compact({
    "BT-27": name,
    "BT-30": registerNumber,
    ...(isVatPayer ? { "BT-31": `RO${digits}` } : { "BT-32": digits }),
    "BT-33": shareCapitalBani ? shareCapitalWords(shareCapitalBani) : null,
    "BT-34": email,
    "BG-5": { "BT-35": address, "BT-40": "RO" },
    "BG-6": { "BT-42": phone, "BT-43": email },
  })
}

function buyerGroup(buyer: BillingParty, seller: Seller) {
  return compact({
    "BT-44": buyer.name,
    ...(buyer.kind === "company" && companyTerms(buyer, seller)),
    "BG-8": compact({
      "BT-50": buyer.street,
      // CIUS-RO requires this form for the six sectors of București.
      "BT-52": buyer.county === capital ? `SECTOR${buyer.sector}` : buyer.locality,
      "BT-53": buyer.postalCode,
      "BT-54": `RO-${buyer.county}`,
      "BT-55": "RO",
    }),
  })
}

/**
 * A company that pays VAT is identified by its VAT number, any other by its fiscal code. An invoice of a
 * seller that pays no VAT has no VAT number of either (BR-O-02).
 */
function companyTerms(
  { cui, isVatPayer, registerNumber }: BillingParty & { kind: "company" },
  seller: Seller,
) {
  return isVatPayer && seller.isVatPayer
    ? { "BT-47": registerNumber, "BT-48": `RO${cui}` }
    : { "BT-46": registerNumber, "BT-47": cui }
}

const amount = (bani: number): string => (bani / 100).toFixed(2)

type Known = Readonly<Record<string, unknown>>

const compact = (terms: Known): Known =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null && value !== undefined))
