import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { auditEvents, entitlementCommands, subscriptions } from "@/db/schema"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { refundSubscriptions } from "@/lib/orders/refund/refund-subscriptions"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { firstRow } from "@/tests/support/factories/rows"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { deliverCommands } from "./deliver-commands"
import { listCommandsToReview } from "./list-commands-to-review"
import { retryCommand } from "./retry-command"

const t = useTestApp()

async function aCommand() {
  const customer = await aCustomer(t.app)
  const { id: smartcardId, serial } = await aSmartcard(t.app)
  const { id: packageId, code } = await aPackage(t.app)
  const [startsAt, endsAt] = [t.app.now(), later(t.app.now(), hourMs)]
  const bought = { customerId: customer.id, smartcardId, packageId, startsAt, endsAt }
  const { id: subscriptionId } = await aSubscription(t.app, bought)
  const card = { id: smartcardId, serial, status: "in_service" as const }
  const period = { card, packageCode: code, startsAt, endsAt }
  await insertCommands(t.db, [{ type: "grant", subscriptionId, ...period }], t.app.now())
  const [command] = await t.db
    .select()
    .from(entitlementCommands)
    .where(eq(entitlementCommands.subscriptionId, subscriptionId))
  if (!command) throw new Error("The command was not stored")
  return { customerId: customer.id, id: command.id, subscriptionId, serial }
}
const rowOf = async (id: EntitlementCommandId) =>
  (await t.db.select().from(entitlementCommands).where(eq(entitlementCommands.id, id)))[0]
const markRefused = (id: EntitlementCommandId) =>
  t.db
    .update(entitlementCommands)
    .set({ status: "refused", detail: "no such card", settledAt: t.app.now(), flaggedAt: t.app.now() })
    .where(eq(entitlementCommands.id, id))

test("a refused command is listed, and retrying makes it due and leaves a trace", async () => {
  const { id, customerId } = await aCommand()
  await markRefused(id)
  expect(await listCommandsToReview(t.app)).toMatchObject([{ id, status: "refused", detail: "no such card" }])
  expect(await retryCommand(t.app, id)).toMatchObject({ ok: true })
  expect(await rowOf(id)).toMatchObject({ status: "pending", flaggedAt: null, nextAttemptAt: t.app.now() })
  expect(await listCommandsToReview(t.app)).toEqual([])
  const ofCustomer = and(eq(auditEvents.customerId, customerId), eq(auditEvents.kind, "command-retried"))
  expect(await t.db.select().from(auditEvents).where(ofCustomer)).toMatchObject([
    { userAgent: "operator", operatorName: "Olga Operator", detail: { command: id } },
  ])
})

test("a refused grant of a package that was refunded since leaves the list and is not sent", async () => {
  const { id, customerId, subscriptionId, serial } = await aCommand()
  await markRefused(id)
  await t.db.transaction((tx) =>
    refundSubscriptions(tx, { ids: [subscriptionId], withdrawnBy: customerId }, t.app.now()),
  )
  expect(await retryCommand(t.app, id)).toEqual({ ok: false, reason: "no-longer-true" })
  expect(await listCommandsToReview(t.app)).toEqual([])
  expect(await retryCommand(t.app, id)).toEqual({ ok: false, reason: "not-waiting" })
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(serial)).commands.map(({ type }) => type)).toEqual(["revoke"])
})

test("a refused grant of a card that was replaced since leaves the list and is not sent", async () => {
  const { id, serial } = await aCommand()
  await markRefused(id)
  const { serial: to } = await aSmartcard(t.app)
  expect(await replaceSmartcard(t.app, { from: serial, to })).toMatchObject({ ok: true })
  expect(await retryCommand(t.app, id)).toEqual({ ok: false, reason: "no-longer-true" })
  expect(await listCommandsToReview(t.app)).toEqual([])
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(serial)).commands.map(({ type }) => type)).toEqual(["revoke"])
  expect((await t.cardAtGateway(to)).commands.map(({ type }) => type)).toEqual(["grant"])
})

test("a refused revoke sent again opens what runs on the card by now after it", async () => {
  const { customerId, subscriptionId, serial } = await aCommand()
  await deliverCommands(t.app)
  await t.setGateway("refuse", serial)
  const { smartcardId, packageId } = firstRow(
    await t.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId)),
  )
  await t.db.transaction((tx) =>
    refundSubscriptions(tx, { ids: [subscriptionId], withdrawnBy: customerId }, t.app.now()),
  )
  await deliverCommands(t.app)
  const [revoke] = await listCommandsToReview(t.app)
  const [startsAt, endsAt] = [later(t.app.now(), minuteMs), later(t.app.now(), 3 * hourMs)]
  await aSubscription(t.app, { smartcardId, packageId, startsAt, endsAt })
  await t.setGateway("acknowledge", serial)
  expect(revoke && (await retryCommand(t.app, revoke.id))).toMatchObject({ ok: true })
  await deliverCommands(t.app)
  const { open, commands } = await t.cardAtGateway(serial)
  expect(commands.map(({ type }) => type)).toEqual(["grant", "revoke", "grant"])
  expect(open).toMatchObject([{ startsAt: startsAt.toISOString() }])
})

test("an acknowledged command is not sent again and leaves no trace", async () => {
  const { id, customerId } = await aCommand()
  await t.db
    .update(entitlementCommands)
    .set({ status: "acknowledged", settledAt: t.app.now() })
    .where(eq(entitlementCommands.id, id))
  expect(await retryCommand(t.app, id)).toEqual({ ok: false, reason: "not-waiting" })
  expect(await t.db.$count(auditEvents, eq(auditEvents.customerId, customerId))).toBe(0)
})
