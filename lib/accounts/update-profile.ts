import "server-only"
import { updateCustomer } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { FullName } from "@/lib/domain/people/full-name"
import type { Phone } from "@/lib/domain/people/phone"
import type { Client } from "@/lib/runtime/client"

type Profile = {
  readonly customerId: CustomerId
  readonly fullName: FullName
  readonly phone: Phone
  readonly client: Client
}

export async function updateProfile(
  app: App,
  { customerId, fullName, phone, client }: Profile,
): Promise<void> {
  await app.db.transaction(async (tx) => {
    await updateCustomer(tx, customerId, { fullName, phone })
    await recordEvent(tx, { kind: "profile-changed", customerId, client }, app.now())
  })
}
