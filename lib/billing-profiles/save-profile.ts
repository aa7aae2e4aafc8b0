import "server-only"
import {
  insertBillingProfile,
  lockProfilesOf,
  updateBillingProfile,
  type WrittenProfile,
} from "@/db/queries/billing-profiles"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

/** Above what any customer needs: it stops automated attempts. */
export const mostProfiles = 20

type SaveProfileOptions = {
  readonly customerId: CustomerId
  /** The profile to change, which keeps its kind; null adds one. */
  readonly id: BillingProfileId | null
  readonly party: BillingParty
  readonly client: Client
}

/** Adds a profile (the first one is the default), or changes one of the customer's own. Returns its id. */
export async function saveProfile(
  app: App,
  { customerId, id, party, client }: SaveProfileOptions,
): Promise<Result<BillingProfileId, "not-found" | "too-many-profiles">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const number = await lockProfilesOf(tx, customerId)
    if (!id && number >= mostProfiles) return refuse("too-many-profiles")
    const written = rowOf(party)
    if (id && !(await updateBillingProfile(tx, { ...written, id, customerId }))) return refuse("not-found")
    const isDefault = number === 0
    const saved = id ?? (await insertBillingProfile(tx, { ...written, customerId, isDefault }, now))
    await recordEvent(tx, { kind: "billing-profile-changed", customerId, client }, now)
    return ok(saved)
  })
}

function rowOf(party: BillingParty): WrittenProfile {
  if (party.kind === "company") return party
  return { ...party, cui: null, isVatPayer: false, registerNumber: null, iban: null }
}
