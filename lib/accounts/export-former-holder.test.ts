import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { smartcardLinks } from "@/db/schema"
import type { Serial } from "@/lib/domain/ids/brand"
import { hourMs } from "@/lib/domain/time/lifetimes"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { createActivations } from "@/tests/support/activations"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { exportAccount } from "./export-account"

const t = useTestApp()
const { aReadyPackage, activate } = createActivations(t)

/** A customer's package runs on a card. */
async function anActivePackage() {
  const who = await aReadyPackage()
  await activate(who)
  await deliverCommands(t.app)
  t.clock.advance(hourMs)
  return who
}

async function exported({ customerId }: Pick<Awaited<ReturnType<typeof anActivePackage>>, "customerId">) {
  const all = await exportAccount(t.app, { customerId, client: aClient() })
  if (!all.ok) throw new Error(all.reason)
  const { subscriptions, entitlementCommands } = all.value
  return { serials: subscriptions.map(({ serial }) => serial), commands: entitlementCommands }
}

async function replaced(from: Serial) {
  const { serial: to } = await aSmartcard(t.app)
  expect(await replaceSmartcard(t.app, { from, to })).toMatchObject({ ok: true })
  return to
}

test("a former holder reads nothing of what happened to the card after it left the account", async () => {
  const ana = await anActivePackage()
  await t.db.update(smartcardLinks).set({ unlinkedAt: t.app.now() }).where(eq(smartcardLinks.id, ana.link.id))
  t.clock.advance(hourMs)
  await aLink(t.app, { smartcardId: ana.link.smartcardId })
  t.clock.advance(hourMs)
  const newSerial = await replaced(ana.serial)
  const { serials, commands } = await exported(ana)
  expect(commands.map(({ type, serial }) => [type, serial])).toEqual([["grant", ana.serial]])
  expect(serials).toContain(ana.serial)
  expect(serials).not.toContain(newSerial)
})

test("a holder whose own card is replaced reads both cards", async () => {
  const ana = await anActivePackage()
  const newSerial = await replaced(ana.serial)
  const { serials, commands } = await exported(ana)
  expect(commands.map(({ type, serial }) => [type, serial])).toEqual([
    ["grant", ana.serial],
    ["revoke", ana.serial],
    ["grant", newSerial],
  ])
  expect(serials).toContain(newSerial)
})
