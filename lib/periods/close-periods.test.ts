import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { MailKind } from "@/lib/domain/mail"
import { addMonths } from "@/lib/domain/time/civil-date"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { refundSubscriptions } from "@/lib/orders/refund/refund-subscriptions"
import { withdrawalPreview } from "@/lib/orders/withdrawal/preview"
import { withdrawalReceipt } from "@/lib/orders/withdrawal/receipt"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { importSubscriptions } from "@/lib/subscriptions/import-subscriptions"
import { createActivations } from "@/tests/support/activations"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { refusing } from "@/tests/support/gateways"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"

const t = useTestApp()
const { aReadyPackage, another, activate, rowOf, shownOf } = createActivations(t)
const { offerOf, confirm } = createWithdrawals(t)

type Owner = Awaited<ReturnType<typeof aReadyPackage>>

/** A month that runs and a second one queued behind it, both acknowledged. */
async function aQueue() {
  const first = await aReadyPackage()
  const queued = await another(first)
  await activate(first)
  const { endsAt } = await rowOf(first.id)
  await activate(queued, { seenStartsAt: endsAt })
  await deliverCommands(t.app)
  expect(await rowOf(queued.id)).toMatchObject({ status: "active", startsAt: endsAt })
  return { first, queued }
}

const mailsOf = (customerId: CustomerId, kind: MailKind) =>
  t.db
    .select({ props: outboxMails.props })
    .from(outboxMails)
    .where(and(eq(outboxMails.customerId, customerId), eq(outboxMails.kind, kind)))

/** Withdraws from the running package: what the page before says, and what the page after offers. */
async function withdrawFrom(first: Owner) {
  const { lines } = await offerOf(first)
  const lineIds = lines.filter(({ share }) => share.used).map(({ id }) => id)
  const preview = await withdrawalPreview(t.app, { ...first, lineIds })
  const withdrawn = await confirm(first, { lineIds })
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  const own = { customerId: first.customerId, id: withdrawn.value.id }
  const receipt = await withdrawalReceipt(t.app, own)
  return { released: preview?.released, ready: receipt?.ready }
}

const openAt = async ({ serial }: Owner) =>
  (await t.cardAtGateway(serial)).open.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))

async function importPeriod(first: Owner, packageCode: string, period: { startsAt: Date; endsAt: Date }) {
  async function* lines() {
    const times = { starts_at: period.startsAt.toISOString(), ends_at: period.endsAt.toISOString() }
    yield { line: 2, columns: { serial: first.serial, package_code: packageCode, ...times } }
  }
  const options = { skipBad: false, serialLength: 11, onBadLine: () => {} }
  return importSubscriptions(t.app, lines(), options)
}

test("withdrawn from the period before it: a queued month waits again, and a click starts it now", async () => {
  const { first, queued } = await aQueue()
  t.clock.advance(3 * dayMs)
  const { released, ready } = await withdrawFrom(first)
  expect(released).toMatchObject([expect.stringMatching(/^Familia, 1 lună, pe „/)])
  expect(ready).toMatchObject([{ id: queued.id, packageName: "Familia" }])
  expect(await rowOf(queued.id)).toMatchObject({ status: "ready", startsAt: null, endsAt: null })
  expect(await shownOf(queued)).toMatchObject({ state: { kind: "ready" }, activation: { seenStartsAt: "" } })
  await deliverCommands(t.app)
  expect(await openAt(first)).toEqual([])
  expect((await activate(queued)).ok).toBe(true)
  await deliverCommands(t.app)
  const now = t.app.now()
  expect(await rowOf(queued.id)).toMatchObject({ startsAt: now, endsAt: addMonths(now, 1) })
  expect(await openAt(first)).toHaveLength(1)
  expect(await mailsOf(first.customerId, "period-moved")).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("withdrawn from a queued month: the running one keeps its picture at a gateway that knows no periods", async () => {
  const { first, queued } = await aQueue()
  await t.db.transaction((tx) =>
    refundSubscriptions(tx, { ids: [queued.id], withdrawnBy: first.customerId }, t.app.now()),
  )
  await deliverCommands(t.app)
  const { startsAt, endsAt } = await rowOf(first.id)
  expect(await openAt(first)).toEqual([{ startsAt: startsAt?.toISOString(), endsAt: endsAt?.toISOString() }])
  expect(await shownOf(first)).toMatchObject({ state: { kind: "active" } })
})

test("refunded by the operator: what is queued behind it moves up, with one mail that says from when", async () => {
  const { first, queued } = await aQueue()
  const last = await another(first)
  await activate(last, { seenStartsAt: (await rowOf(queued.id)).endsAt })
  t.clock.advance(3 * dayMs)
  await t.db.transaction((tx) => refundSubscriptions(tx, { ids: [first.id], withdrawnBy: null }, t.app.now()))
  const now = t.app.now()
  const [second, third] = [addMonths(now, 1), addMonths(addMonths(now, 1), 1)]
  expect(await rowOf(queued.id)).toMatchObject({ status: "active", startsAt: now, endsAt: second })
  expect(await rowOf(last.id)).toMatchObject({ status: "active", startsAt: second, endsAt: third })
  const mails = await mailsOf(first.customerId, "period-moved")
  expect(mails.map(({ props }) => props)).toMatchObject([
    { packageName: "Familia", startsAt: now.toISOString(), endsAt: second.toISOString() },
    { packageName: "Familia", startsAt: second.toISOString(), endsAt: third.toISOString() },
  ])
  await deliverCommands(t.app)
  expect(await openAt(first)).toEqual([
    { startsAt: now.toISOString(), endsAt: second.toISOString() },
    { startsAt: second.toISOString(), endsAt: third.toISOString() },
  ])
})

test("what another customer queued behind a withdrawn month moves up, and stays theirs", async () => {
  const { first } = await aQueue()
  const { id: customerId } = await aCustomer(t.app)
  const next = await rowOf(first.id)
  const { smartcardId } = first.link
  const startsAt = addMonths(next.endsAt ?? t.app.now(), 1)
  const theirs = await aSubscription(t.app, {
    ...{ smartcardId, packageId: first.packageId, customerId },
    ...{ startsAt, endsAt: addMonths(startsAt, 1) },
  })
  expect(await withdrawFrom(first)).toMatchObject({ released: [expect.anything()] })
  expect(await rowOf(theirs.id)).toMatchObject({ status: "active", startsAt: t.app.now() })
  expect(await mailsOf(customerId, "period-moved")).toHaveLength(1)
})

test("the grant of the first is refused, that of the queued one is not: the queued one starts now", async () => {
  const first = await aReadyPackage()
  const queued = await another(first)
  await activate(first)
  const { startsAt, endsAt } = await rowOf(first.id)
  if (!startsAt || !endsAt) throw new Error("It was activated")
  await activate(queued, { seenStartsAt: endsAt })
  t.clock.advance(minuteMs)
  const { code: packageCode } = await packageOf(first)
  const entitlements = refusing({ startsAt, endsAt, serial: first.serial, packageCode })
  await deliverCommands({ ...t.app, entitlements })
  expect(await rowOf(first.id)).toMatchObject({ status: "ready" })
  expect(await rowOf(queued.id)).toMatchObject({ status: "active", startsAt: t.app.now() })
  // A second try of the first comes after it, and is shown before the click.
  const behind = addMonths(t.app.now(), 1)
  expect(await shownOf(first)).toMatchObject({ activation: { seenStartsAt: behind.toISOString() } })
})

test("an import that shortens the period before it: the queued month moves up", async () => {
  const first = await aReadyPackage()
  const [startsAt, endsAt] = [later(t.app.now(), -10 * dayMs), later(t.app.now(), 20 * dayMs)]
  const { id: packageId, code } = await packageOf(first)
  await aSubscription(t.app, { smartcardId: first.link.smartcardId, packageId, startsAt, endsAt })
  await activate(first, { seenStartsAt: endsAt })
  await deliverCommands(t.app)
  const shorter = later(t.app.now(), 5 * dayMs)
  expect(await importPeriod(first, code, { startsAt, endsAt: shorter })).toMatchObject({ updated: 1 })
  expect(await rowOf(first.id)).toMatchObject({ startsAt: shorter, endsAt: addMonths(shorter, 1) })
  expect(await mailsOf(first.customerId, "period-moved")).toHaveLength(1)
  // The same file again changes nothing.
  expect(await importPeriod(first, code, { startsAt, endsAt: shorter })).toMatchObject({ updated: 0 })
  expect(await mailsOf(first.customerId, "period-moved")).toHaveLength(1)
  t.clock.advance(minuteMs)
  await deliverCommands(t.app)
  const moved = { startsAt: shorter.toISOString(), endsAt: addMonths(shorter, 1).toISOString() }
  expect(await openAt(first)).toContainEqual(moved)
  expect(await openAt(first)).toHaveLength(2)
})

test("taken back unacknowledged: the month queued behind it moves up", async () => {
  const first = await aReadyPackage()
  const queued = await another(first)
  await t.setGateway("away", first.serial)
  await activate(first)
  t.clock.advance(dayMs / 2)
  await activate(queued, { seenStartsAt: (await rowOf(first.id)).endsAt })
  t.clock.advance(dayMs / 2)
  expect(await deliverCommands(t.app)).toMatchObject({ takenBack: 1 })
  expect(await rowOf(first.id)).toMatchObject({ status: "ready" })
  expect(await rowOf(queued.id)).toMatchObject({ status: "active", startsAt: t.app.now() })
})

const packageOf = async ({ packageId }: Owner) => {
  const found = await t.db.query.packages.findFirst({ where: (row) => eq(row.id, packageId) })
  if (!found) throw new Error("There is no such package")
  return found
}
