import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { packages, smartcardLinks } from "@/db/schema"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { createActivations } from "@/tests/support/activations"
import { aLink } from "@/tests/support/factories/cards"
import { useTestApp } from "@/tests/support/test-app"
import { accountOverview } from "./account-overview"
import { deliverCommands } from "./deliver-commands"
import { refreshSignal } from "./refresh-signal"

const t = useTestApp()
const { aReadyPackage, activate, shownOf } = createActivations(t)

async function codeOf({ packageId }: Awaited<ReturnType<typeof aReadyPackage>>) {
  const [found] = await t.db.select().from(packages).where(eq(packages.id, packageId))
  return found?.code ?? ""
}

test("the signal is sent again for what runs on an own card, a few times", async () => {
  const [who, stranger] = [await aReadyPackage(), await aReadyPackage()]
  const shown = { linkId: who.link.id, packageCode: await codeOf(who) }
  const refresh = (customerId = who.customerId) => refreshSignal(t.app, { customerId, ...shown })
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

test("the next holder sees no instant of the purchase, and sends the signal again", async () => {
  const who = await aReadyPackage()
  await activate(who)
  await deliverCommands(t.app)
  await t.db.update(smartcardLinks).set({ unlinkedAt: t.app.now() }).where(eq(smartcardLinks.id, who.link.id))
  const next = await aLink(t.app, { smartcardId: who.link.smartcardId })
  const rows = async () => (await accountOverview(t.app, next.customerId)).cards[0]?.packages
  expect(await rows()).toMatchObject([{ state: { kind: "active" }, signalUntil: null }])
  expect(JSON.stringify(await rows())).not.toContain(who.id)
  const wanted = { customerId: next.customerId, linkId: next.id, packageCode: await codeOf(who) }
  expect((await refreshSignal(t.app, wanted)).ok).toBe(true)
  t.clock.advance(minuteMs)
  await deliverCommands(t.app)
  const signalUntil = later(t.app.now(), 30 * minuteMs).toISOString()
  expect(await rows()).toMatchObject([{ signalUntil, isSignalAgain: true }])
})
