import type { EmailAddress } from "@/lib/domain/ids/brand"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { aCustomer } from "./customers"
import { daysFrom, nextNumber, type RowStore } from "./rows"

/** A waiting mail of the security lane, with a token in its props. Returns its recipient. */
export async function aSecurityMail(
  store: RowStore,
  wanted: { expiresAt?: Date } = {},
): Promise<EmailAddress> {
  const { email: recipient, id: customerId } = await aCustomer(store)
  const key = nextNumber()
  const props = { fullName: "Ana Popescu", phone: "+40722123456", token: `secret-${key}` }
  const mail = { kind: "activation", props, recipient, customerId, dedupeKey: `mail:${key}` } as const
  await enqueueMail(store.db, { ...mail, expiresAt: wanted.expiresAt }, store.now())
  return recipient
}

/** A waiting reminder that is not checked again before it is sent. Returns its recipient. */
export async function aReminder(store: RowStore): Promise<EmailAddress> {
  const { email: recipient, id: customerId } = await aCustomer(store)
  const ending = {
    subscriptionId: null,
    packageName: "Familia",
    smartcardLabel: "",
    lastFour: "7890",
    lastDay: bucharestDate(daysFrom(store.now(), 3)),
    daysLeft: 3,
    priceBani: 4_400,
    hasReady: false,
    activatePath: null,
    renewPath: null,
  }
  const props = { fullName: "Ana Popescu", packages: [ending], unsubscribeToken: null }
  const dedupeKey = `mail:${nextNumber()}`
  await enqueueMail(store.db, { kind: "expiry-alert", props, recipient, customerId, dedupeKey }, store.now())
  return recipient
}
