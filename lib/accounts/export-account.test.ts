import { eq, getTableColumns } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { accountHelpers } from "@/tests/support/accounts"
import { aLink } from "@/tests/support/factories/cards"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { exportAccount } from "./export-account"
import { requestPasswordReset } from "./request-password-reset"

const t = useTestApp()
const { signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
test("the export holds everything about the customer, nothing about others, and no secret", async () => {
  const { customer, session } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id, label: "TV living" })
  const imported = await aSubscription(t.app, { smartcardId: link.smartcardId })
  // Of an earlier holder: it ended before this customer added the card.
  const early = { startsAt: later(link.linkedAt, -2 * dayMs), endsAt: later(link.linkedAt, -dayMs) }
  await aSubscription(t.app, { smartcardId: link.smartcardId, ...early })
  const theirs = await aLink(t.app, { label: "al altcuiva" })
  await aSubscription(t.app, { smartcardId: theirs.smartcardId })
  // Bought by an account that is closed by now, on a card that this customer holds now.
  const before = await aCustomer(t.app)
  const { id: offerId, packageId } = await anOffer(t.app, { code: "oferta-altcuiva" })
  const bought = { smartcardId: link.smartcardId, packageId, offerId, customerId: before.id }
  await aSubscription(t.app, bought)
  await t.db.delete(customers).where(eq(customers.id, before.id))
  await requestPasswordReset(t.app, customer.email)
  const exported = await exportAccount(t.app, { customerId: customer.id, client })
  if (!exported.ok) throw new Error(exported.reason)
  expect(exported.value).toMatchObject({
    customer: { email: customer.email, phone: customer.phone },
    smartcards: [{ label: "TV living" }],
    subscriptions: [{ startsAt: imported.startsAt, offerCode: null, createdAt: null }],
    sessions: [{ id: session.id }],
    mails: [{ kind: "password-reset" }],
    events: [{ kind: "data-exported" }],
  })
  const text = JSON.stringify(exported)
  expect(text).not.toContain(customer.passwordHash)
  expect(text).not.toMatch(/altcuiva/)
  expect(text).not.toMatch(/hash|token|props/i)
})

test("every column of a customer but the password's hash is in the export", async () => {
  const { customer } = await signedIn()
  const exported = await exportAccount(t.app, { customerId: customer.id, client })
  if (!exported.ok) throw new Error(exported.reason)
  const columns = Object.keys(getTableColumns(customers)).filter((name) => name !== "passwordHash")
  expect(Object.keys(exported.value.customer).sort()).toEqual(columns.sort())
})
