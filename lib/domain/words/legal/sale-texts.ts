import { saleVersions } from "@/lib/domain/words/terms"
import type { LegalText } from "./legal-text"
import { saleTerms } from "./sale-terms"
import { withdrawalInformation } from "./withdrawal-information"

/**
 * Every version that orders bear. A new text gets a file and a line of its own, and `saleVersions` names it.
 * An earlier one stays as it is, since the mails of its orders still show it.
 */
const saleTermsByVersion = new Map<string, LegalText>([["2026-11-28", saleTerms]])
const withdrawalByVersion = new Map<string, LegalText>([["2026-11-28", withdrawalInformation]])

export type SaleVersions = { readonly terms: string; readonly withdrawal: string }

export type SaleTexts = { readonly terms: LegalText; readonly withdrawal: LegalText }

/** The texts of an order. Null for a version that only a later release knows. */
export function saleTextsOf({ terms, withdrawal }: SaleVersions): SaleTexts | null {
  const [sale, information] = [saleTermsByVersion.get(terms), withdrawalByVersion.get(withdrawal)]
  return sale && information ? { terms: sale, withdrawal: information } : null
}

/** The texts of now: those before an order. */
export function currentSaleTexts(): SaleTexts {
  const texts = saleTextsOf(saleVersions)
  if (!texts) throw new Error("The current versions have no text")
  return texts
}

export const allSaleTexts: readonly (readonly [name: string, text: LegalText])[] = [
  ...[...saleTermsByVersion].map(([version, text]) => [`sale ${version}`, text] as const),
  ...[...withdrawalByVersion].map(([version, text]) => [`withdrawal ${version}`, text] as const),
]
