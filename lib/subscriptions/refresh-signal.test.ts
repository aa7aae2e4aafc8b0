import { expect, test } from "vitest"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { createActivations } from "@/tests/support/activations"
import { useTestApp } from "@/tests/support/test-app"
import { deliverCommands } from "./deliver-commands"
import { refreshSignal } from "./refresh-signal"

const t = useTestApp()
const { aReadyPackage, activate, shownOf } = createActivations(t)

test("the signal is sent again for what runs on an own card, a few times", async () => {
  const [who, stranger] = [await aReadyPackage(), await aReadyPackage()]
  const refresh = (customerId = who.customerId) => refreshSignal(t.app, { customerId, id: who.id })
  expect(await refresh()).toEqual({ ok: false, reason: "not-found" })
  await activate(who)
  await deliverCommands(t.app)
  t.clock.advance(hourMs)
  expect(await refresh(stranger.customerId)).toEqual({ ok: false, reason: "not-found" })
  expect((await refresh()).ok).toBe(true)
  await deliverCommands(t.app)
  expect(await shownOf(who)).toMatchObject({ signalUntil: later(t.app.now(), 30 * minuteMs).toISOString() })
  expect((await refresh()).ok).toBe(true)
  expect(await refresh()).toMatchObject({ ok: false, reason: "too-many" })
  expect((await t.cardAtGateway(who.serial)).commands.map(({ type }) => type)).toEqual(["grant", "refresh"])
})
