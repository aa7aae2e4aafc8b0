import { expect, test } from "vitest"
import { closeAccount } from "@/lib/accounts/close-account"
import { confirmEmailChange } from "@/lib/accounts/confirm-email-change"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import type { CustomerId, EmailAddress, Serial } from "@/lib/domain/ids/brand"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { accountHelpers, freshAddress, known, password } from "@/tests/support/accounts"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer, aSession } from "@/tests/support/factories/customers"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { linkSmartcard } from "./link-smartcard"
import { listNeighbourRuns } from "./list-neighbour-runs"

const t = useTestApp()
const { emailChangeToken, renewing } = accountHelpers(t)

const add = (customerId: CustomerId, serial: Serial) =>
  linkSmartcard(t.app, { customerId, serial, label: "", client: aClient(), proof: { kind: "none" } })

/** Adds that many neighbouring cards, one after the other, and returns what the last one answered. */
async function walk(customerId: CustomerId, start: number, count: number) {
  let answer: Awaited<ReturnType<typeof add>> | null = null
  for (let at = 0; at < count; at += 1) {
    const { serial } = await aSmartcard(t.app, { serial: String(start + at) })
    answer = await add(customerId, serial)
  }
  return answer
}

async function moveTo(customerId: CustomerId, newEmail: EmailAddress) {
  const session = await aSession(t.app, { customerId })
  const asked = await requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
  expect(asked).toMatchObject({ ok: true })
  const own = await renewing(await aSession(t.app, { customerId }))
  const changed = await confirmEmailChange(t.app, { ...own, token: await emailChangeToken(newEmail) })
  expect(changed).toMatchObject({ ok: true })
}

async function close(customerId: CustomerId) {
  const { id: sessionId } = await aSession(t.app, { customerId })
  const closing = { customerId, sessionId, password, client: aClient(), cancelUnpaidOrders: async () => {} }
  expect(await closeAccount(t.app, closing)).toMatchObject({ ok: true })
}

const runAt = async (start: number) =>
  (await listNeighbourRuns(t.app)).find(({ firstSerial }) => firstSerial === String(start))

test("who changes the address, closes and signs up again with either one continues the caps and the run", async () => {
  const start = 85_000_000_000
  const [first, second] = [await aCustomer(t.app, { password }), freshAddress()]
  expect(await walk(first.id, start, 7)).toMatchObject({ ok: true })
  await moveTo(first.id, second)
  expect(await runAt(start)).toMatchObject({ cards: 7, mailboxes: 1, customerIds: [first.id] })
  await close(first.id)
  const again = await aCustomer(t.app, { password, email: first.email })
  expect(await walk(again.id, start + 7, 3)).toMatchObject({ ok: true })
  expect(await walk(again.id, start + 10, 1)).toEqual({ ok: false, reason: "day-full" })
  expect(await runAt(start)).toMatchObject({ cards: 10, mailboxes: 1, customerIds: [again.id] })
  const other = await aCustomer(t.app, { email: second })
  expect(await walk(other.id, start + 11, 4)).toEqual({ ok: false, reason: "day-full" })
  expect(await tablesWith(t.db, first.email)).toEqual(["customers", "outbox_mails"])
  t.clock.advance(7 * dayMs + 1)
  expect(await cleanUp(t.app)).toMatchObject({ closedLinks: 14 })
})

test("who changes the address and back in one account is counted once", async () => {
  const { id, email } = await aCustomer(t.app, { password })
  expect(await walk(id, 86_000_000_000, 6)).toMatchObject({ ok: true })
  await moveTo(id, freshAddress())
  await moveTo(id, email)
  expect(await walk(id, 86_000_000_006, 4)).toMatchObject({ ok: true })
  expect(await walk(id, 86_000_000_010, 1)).toEqual({ ok: false, reason: "day-full" })
})

test("another address gives no further tries of wrong serials", async () => {
  const { id } = await aCustomer(t.app, { password })
  const wrong = known(await aSmartcard(t.app)).serial.replace(/^./, "9") as Serial
  for (let tried = 0; tried < 20; tried += 1)
    expect(await add(id, wrong)).toMatchObject({ reason: "unknown" })
  await moveTo(id, freshAddress())
  expect(await add(id, wrong)).toMatchObject({ reason: "too-many" })
})
