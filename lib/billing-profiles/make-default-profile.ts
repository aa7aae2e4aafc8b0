import "server-only"
import { clearDefaultProfile, lockProfilesOf, setDefaultProfile } from "@/db/queries/billing-profiles"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

type MakeDefaultProfileOptions = {
  readonly customerId: CustomerId
  readonly id: BillingProfileId
  readonly client: Client
}

/** Makes one of the customer's profiles the one that a new order suggests. */
export async function makeDefaultProfile(
  app: App,
  { customerId, id, client }: MakeDefaultProfileOptions,
): Promise<Result<undefined, "not-found">> {
  return app.db.transaction(async (tx) => {
    await lockProfilesOf(tx, customerId)
    await clearDefaultProfile(tx, { customerId, inFavourOf: id })
    if (!(await setDefaultProfile(tx, id, customerId))) return refuse("not-found")
    await recordEvent(tx, { kind: "billing-profile-changed", customerId, client }, app.now())
    return ok()
  })
}
