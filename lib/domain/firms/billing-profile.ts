import { type County, capital, counties } from "./counties"

/**
 * The buyer of an invoice: a person with name and address (never a CNP), or a firm with its register data.
 */
export type BillingParty =
  | ({ readonly kind: "individual"; readonly name: string } & PostalAddress)
  | ({
      readonly kind: "company"
      readonly name: string
      /** Digits only. */
      readonly cui: string
      readonly isVatPayer: boolean
      readonly registerNumber: string
      readonly iban: string | null
    } & PostalAddress)

export type PostalAddress = {
  readonly street: string
  readonly locality: string
  readonly county: County
  /** 1 to 6 in București, else null. */
  readonly sector: number | null
  readonly postalCode: string | null
}

/** "Str. Lalelelor 5, Sector 3, București, 030001" */
export function addressLine({ street, locality, county, sector, postalCode }: PostalAddress): string {
  const place = county === capital ? [`Sector ${sector}`, counties.B] : [locality, `jud. ${counties[county]}`]
  return [street, ...place, postalCode].filter(Boolean).join(", ")
}

/** "RO17030766" for a VAT payer, else "17030766". */
export const writtenCui = ({ cui, isVatPayer }: { readonly cui: string; readonly isVatPayer: boolean }) =>
  isVatPayer ? `RO${cui}` : cui
