/** Who sells, as the law wants it named in the footer, in mails and on invoices. From configuration, never constants. */
export type Seller = {
  readonly name: string
  readonly cui: string
  readonly registerNumber: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly iban?: string | undefined
  /** Missing on invoices from before it was asked: then they did. */
  readonly isVatPayer?: boolean
}
