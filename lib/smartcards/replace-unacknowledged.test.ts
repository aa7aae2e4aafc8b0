import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { entitlementCommands, outboxMails } from "@/db/schema"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { createActivations } from "@/tests/support/activations"
import { aSmartcard } from "@/tests/support/factories/cards"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { replaceSmartcard } from "./replace-smartcard"

const t = useTestApp()
const { aReadyPackage, activate, rowOf, commandsOf } = createActivations(t)
const { confirm } = createWithdrawals(t)

/** Activated while the gateway is away; the dead card is then replaced. */
async function replacedWhileAway() {
  const who = await aReadyPackage()
  const { id: smartcardId, serial: to } = await aSmartcard(t.app)
  await t.setGateway("away", who.serial)
  await activate(who)
  await deliverCommands(t.app)
  expect(await replaceSmartcard(t.app, { from: who.serial, to })).toMatchObject({ ok: true })
  t.clock.advance(15 * minuteMs)
  return { ...who, smartcardId, to }
}

test("what was not acknowledged runs on the new card alone, and is not given back for the old one", async () => {
  const who = await replacedWhileAway()
  // The gateway is back, and knows that the old card is dead.
  await t.setGateway("refuse", who.serial)
  await deliverCommands(t.app)
  await deliverCommands(t.app)
  expect(await rowOf(who.id)).toMatchObject({ status: "active", smartcardId: who.smartcardId })
  expect((await t.cardAtGateway(who.to)).open).toHaveLength(1)
  expect((await t.cardAtGateway(who.serial)).open).toEqual([])
  const refusals = and(eq(outboxMails.customerId, who.customerId), eq(outboxMails.kind, "activation-refused"))
  expect(await t.db.$count(outboxMails, refusals)).toBe(0)
  expect(await violations(t.db)).toEqual([])
})

test("the old card's grant is superseded: the gateway gets the revoke of it only", async () => {
  const who = await replacedWhileAway()
  await t.setGateway("acknowledge", who.serial)
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).commands.map(({ type }) => type)).toEqual(["revoke"])
  const statuses = (await commandsOf(who.id)).map(({ type, serial, status }) => `${type} ${serial} ${status}`)
  expect(statuses.sort()).toEqual(
    [
      `grant ${who.serial} superseded`,
      `grant ${who.to} acknowledged`,
      `revoke ${who.serial} acknowledged`,
    ].sort(),
  )
})

test("a grant under way when the card is replaced: its late refusal gives nothing back", async () => {
  const who = await aReadyPackage()
  const { serial: to } = await aSmartcard(t.app)
  await activate(who)
  const app = {
    ...t.app,
    entitlements: {
      async send({ serial }: { readonly serial: string }) {
        if (serial !== who.serial) return { kind: "acknowledged" as const }
        await replaceSmartcard(t.app, { from: who.serial, to })
        return { kind: "refused" as const, reason: "dead card" }
      },
    },
  }
  await deliverCommands(app)
  expect((await rowOf(who.id)).status).toBe("active")
  const ofOld = and(eq(entitlementCommands.serial, who.serial), eq(entitlementCommands.type, "grant"))
  expect(await t.db.select().from(entitlementCommands).where(ofOld)).toMatchObject([
    { status: "refused", flaggedAt: null },
  ])
})

test("withdrawn from after the replacement: the new card is closed", async () => {
  const who = await replacedWhileAway()
  await confirm(who)
  await t.setGateway("acknowledge", who.serial)
  await deliverCommands(t.app)
  expect((await rowOf(who.id)).status).toBe("refunded")
  expect((await t.cardAtGateway(who.to)).open).toEqual([])
  expect(await violations(t.db)).toEqual([])
})
