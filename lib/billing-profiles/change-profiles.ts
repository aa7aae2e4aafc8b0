import "server-only"
import {
  clearDefaultProfile,
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

type Change = {
  readonly customerId: CustomerId
  readonly id: BillingProfileId
  readonly client: Client
}

/** Removes one of the customer's profiles; when it was the default, the oldest that is left becomes it. */
export async function removeProfile(
  app: App,
  { customerId, id, client }: Change,
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

/** Makes one of the customer's profiles the one that an order takes unless told otherwise. */
export async function makeDefaultProfile(
  app: App,
  { customerId, id, client }: Change,
): Promise<Result<undefined, "not-found">> {
  const undone = new Error("Not one of theirs")
  try {
    return await app.db.transaction(async (tx) => {
      await lockProfilesOf(tx, customerId)
      await clearDefaultProfile(tx, customerId)
      if (!(await setDefaultProfile(tx, id, customerId))) throw undone
      await recordEvent(tx, { kind: "billing-profile-changed", customerId, client }, app.now())
      return ok()
    })
  } catch (error) {
    if (error === undone) return refuse("not-found")
    throw error
  }
}
