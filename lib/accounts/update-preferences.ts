import "server-only"
import { getProfile, updateCustomer } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

type Preferences = {
  readonly customerId: CustomerId
  readonly reminders: boolean
  readonly marketing: boolean
  readonly client: Client
}

/** Stores which mails the customer wants. A marketing consent that stays given keeps its original time. */
export async function updatePreferences(
  app: App,
  { customerId, reminders, marketing, client }: Preferences,
): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const { marketingConsentAt } = await getProfile(tx, customerId)
    await updateCustomer(tx, customerId, {
      remindersEnabled: reminders,
      marketingConsentAt: marketing ? (marketingConsentAt ?? now) : null,
    })
    const detail = { reminders, marketing }
    await recordEvent(tx, { kind: "preferences-changed", customerId, client, detail }, now)
  })
}
