import "server-only"
import { type BillingProfileRow, listBillingProfiles } from "@/db/queries/billing-profiles"
import type { App } from "@/lib/app"
import { addressLine, writtenCui } from "@/lib/domain/firms/billing-profile"
import type { CustomerId } from "@/lib/domain/ids/brand"

export type BillingProfileView = BillingProfileRow & {
  /** The address in one line. */
  readonly address: string
  /** The CUI as it is written on an invoice ("RO" for a VAT payer); null for a person. */
  readonly fiscalCode: string | null
}

/** The customer's billing profiles, the default first. */
export async function listProfiles(app: App, customerId: CustomerId): Promise<BillingProfileView[]> {
  const rows = await listBillingProfiles(app.db, customerId)
  return rows.map((row) => ({
    ...row,
    address: addressLine(row),
    fiscalCode: row.cui && writtenCui({ cui: row.cui, isVatPayer: row.isVatPayer }),
  }))
}
