import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { contactRequests, outboxMails } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { exportAccount } from "@/lib/accounts/export-account"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { accountHelpers, password } from "@/tests/support/accounts"
import { createContactMessages } from "@/tests/support/contact-messages"
import { aClient } from "@/tests/support/factories/clients"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { markContactAnswered } from "./mark-answered"

const t = useTestApp()
const { signedIn, mailsTo } = accountHelpers(t)
const { aForm, sent, rowOf } = createContactMessages(t)

test("answered messages are erased after 180 days; what is not answered stays", async () => {
  const [answered, waiting] = [await sent(aForm()), await sent(aForm())]
  await markContactAnswered(t.app, answered.number)
  const { email } = await rowOf(answered.number)
  await mailsTo(email)
  t.clock.advance(180 * dayMs)
  await cleanUp(t.app)
  expect(await tablesWith(t.db, email)).toEqual(["contact_requests"])
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await tablesWith(t.db, email)).toEqual([])
  expect((await rowOf(waiting.number)).answeredAt).toBeNull()
})

test("the receipt at an address that is no account's is erased after seven days, a customer's own after ninety", async () => {
  const { customer } = await signedIn()
  const stranger = await sent(aForm())
  // Signed in, and another person's address all the same.
  const elsewhere = await sent(aForm({ customer }))
  const own = await sent(aForm({ customer, email: customer.email }))
  const all = [stranger, elsewhere, own]
  for (const { number } of all) await mailsTo((await rowOf(number)).email)
  const isKept = async ({ number }: { number: number }) =>
    (await t.db.$count(outboxMails, eq(outboxMails.dedupeKey, `contact-received:${number}`))) > 0
  const kept = () => Promise.all(all.map(isKept))
  t.clock.advance(7 * dayMs)
  await cleanUp(t.app)
  expect(await kept()).toEqual([true, true, true])
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await kept()).toEqual([false, false, true])
  t.clock.advance(83 * dayMs)
  await cleanUp(t.app)
  expect(await kept()).toEqual([false, false, false])
})

test("the export holds what the customer wrote; closing erases what is answered and keeps what is owed", async () => {
  const { customer, session } = await signedIn()
  const [answered, waiting] = [await sent(aForm({ customer })), await sent(aForm({ customer }))]
  const theirs = await sent(aForm({ email: customer.email }))
  await markContactAnswered(t.app, answered.number)
  const client = aClient()
  const exported = await exportAccount(t.app, { customerId: customer.id, client })
  if (!exported.ok) throw new Error(exported.reason)
  expect(exported.value.contactRequests.map(({ number }) => number)).toEqual([
    answered.number,
    waiting.number,
  ])
  const closing = { customerId: customer.id, sessionId: session.id, password, client }
  expect(await closeAccount(t.app, { ...closing, cancelUnpaidOrders: async () => {} })).toEqual({
    ok: true,
    value: undefined,
  })
  const kept = await t.db.select().from(contactRequests)
  const numbers = kept.map(({ number }) => number)
  expect(numbers).not.toContain(answered.number)
  expect(await rowOf(waiting.number)).toMatchObject({ customerId: null })
  // Another person may have typed that address: without a session it belongs to no account.
  expect(numbers).toContain(theirs.number)
  expect(await t.db.$count(outboxMails, eq(outboxMails.customerId, customer.id))).toBe(0)
})
