import "server-only"
import { listBillingProfiles } from "@/db/queries/billing-profiles"
import type { App } from "@/lib/app"
import { addressLine, writtenCui } from "@/lib/domain/firms/billing-profile"
import type { CustomerId } from "@/lib/domain/ids/brand"

export type BillingProfileView = Awaited<ReturnType<typeof listProfiles>>[number]

/** The customer's billing profiles, the default first. */
export async function listProfiles(app: App, customerId: CustomerId) {
  const rows = await listBillingProfiles(app.db, customerId)
  return rows.map((row) => ({
    ...row,
    address: addressLine(row),
    fiscalCode: row.cui && writtenCui({ cui: row.cui, isVatPayer: row.isVatPayer }),
  }))
}
