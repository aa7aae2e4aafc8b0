import "server-only"
import {
  deleteBillingProfile,
  listBillingProfiles,
  lockProfilesOf,
  setDefaultProfile,
} from "@/db/queries/billing-profiles"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

type RemoveProfileOptions = {
  readonly customerId: CustomerId
  readonly id: BillingProfileId
  readonly client: Client
}

/**
 * Removes one of the customer's profiles. If it was the default, the oldest remaining one becomes the
 * default.
 */
export async function removeProfile(
  app: App,
  { customerId, id, client }: RemoveProfileOptions,
): Promise<Result<undefined, "not-found">> {
  return app.db.transaction(async (tx) => {
    await lockProfilesOf(tx, customerId)
    const removed = await deleteBillingProfile(tx, id, customerId)
    if (!removed) return refuse("not-found")
    const [oldest] = removed.wasDefault ? await listBillingProfiles(tx, customerId) : []
    if (oldest) await setDefaultProfile(tx, oldest.id, customerId)
    await recordEvent(tx, { kind: "billing-profile-changed", customerId, client }, app.now())
    return ok()
  })
}
