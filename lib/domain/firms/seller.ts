/**
 * The seller's identity for footer, mails and invoices, as the law asks. From configuration, never constants.
 */
export type Seller = {
  readonly name: string
  /** With "RO" exactly when the seller pays VAT. On older invoices as it was typed. */
  readonly cui: string
  readonly registerNumber: string
  readonly shareCapitalBani?: number | undefined
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly iban?: string | undefined
  readonly isVatPayer: boolean
}

/** A seller in the JSON of an issued invoice. The first invoices were stored without `isVatPayer`. */
export type StoredSeller = Omit<Seller, "isVatPayer"> & Partial<Pick<Seller, "isVatPayer">>

/** The seller of an invoice stored without `isVatPayer` paid VAT. */
export const readSeller = (stored: StoredSeller): Seller => ({ isVatPayer: true, ...stored })
