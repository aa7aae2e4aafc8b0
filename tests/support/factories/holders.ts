import { dayMs } from "@/lib/domain/time/lifetimes"
import { aLink, aSmartcard } from "./cards"
import { aPackage } from "./catalogue"
import { aCustomer } from "./customers"
import type { RowStore } from "./rows"
import { aSubscription } from "./subscriptions"

type HolderOptions = {
  readonly endsAt: Date
  readonly remindersEnabled?: boolean
  readonly cardLabel?: string
  readonly packageName?: string
}

/** A customer with one card and one package on it, active for the thirty days before `endsAt`. */
export async function aHolder(store: RowStore, wanted: HolderOptions) {
  const { endsAt, remindersEnabled = true, cardLabel = "", packageName = "Familia" } = wanted
  const customer = await aCustomer(store, { remindersEnabled })
  const smartcard = await aSmartcard(store)
  const link = await aLink(store, { smartcardId: smartcard.id, customerId: customer.id, label: cardLabel })
  const { id: packageId } = await aPackage(store, { name: packageName })
  const startsAt = new Date(endsAt.getTime() - 30 * dayMs)
  const subscription = await aSubscription(store, { smartcardId: smartcard.id, packageId, startsAt, endsAt })
  return { customer, smartcard, link, packageId, subscription }
}
