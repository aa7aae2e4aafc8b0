import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { auditEvents, entitlementCommands } from "@/db/schema"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { hourMs, later } from "@/lib/domain/time/lifetimes"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { listCommandsToReview } from "./list-commands-to-review"
import { retryCommand } from "./retry-command"

const t = useTestApp()

async function aCommand() {
  const customer = await aCustomer(t.app)
  const { id: smartcardId, serial } = await aSmartcard(t.app)
  const { id: subscriptionId } = await aSubscription(t.app, { customerId: customer.id, smartcardId })
  const [startsAt, endsAt] = [t.app.now(), later(t.app.now(), hourMs)]
  const period = { serial, packageCode: "familia", startsAt, endsAt }
  await insertCommands(t.db, [{ type: "grant", subscriptionId, ...period }], t.app.now())
  const [command] = await t.db
    .select()
    .from(entitlementCommands)
    .where(eq(entitlementCommands.subscriptionId, subscriptionId))
  if (!command) throw new Error("The command was not stored")
  return { customerId: customer.id, id: command.id }
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

test("an acknowledged command is not sent again and leaves no trace", async () => {
  const { id, customerId } = await aCommand()
  await t.db
    .update(entitlementCommands)
    .set({ status: "acknowledged", settledAt: t.app.now() })
    .where(eq(entitlementCommands.id, id))
  expect(await retryCommand(t.app, id)).toEqual({ ok: false, reason: "not-waiting" })
  expect(await t.db.$count(auditEvents, eq(auditEvents.customerId, customerId))).toBe(0)
})
