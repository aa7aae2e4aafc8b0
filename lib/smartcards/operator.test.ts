import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails, smartcardLinks, smartcards, subscriptions } from "@/db/schema"
import type { CustomerId, Serial } from "@/lib/domain/ids/brand"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { moveSubscription } from "@/lib/subscriptions/move"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { releaseSmartcard } from "./release-smartcard"
import { replaceSmartcard } from "./replace-smartcard"

const t = useTestApp()
const { paid, underWay } = createShop(t)

const serialOf = async (id: typeof smartcards.$inferSelect.id): Promise<Serial> => {
  const [card] = await t.db.select().from(smartcards).where(eq(smartcards.id, id))
  if (!card) throw new Error("There is no such card")
  return card.serial
}
const mailsTo = (customerId: CustomerId, kind: "smartcard-replaced" | "smartcard-released") =>
  t.db.$count(outboxMails, and(eq(outboxMails.customerId, customerId), eq(outboxMails.kind, kind)))
const activate = (customerId: CustomerId, id: typeof subscriptions.$inferSelect.id) =>
  activateSubscription(t.app, { customerId, id, client: aClient(), seenStartsAt: null, isExpress: true })

test("a new card takes over everything: holder and name, what runs, what waits, what is being paid", async () => {
  const { customerId, links, sessionId, orderId } = await underWay()
  const [, link] = links
  if (!link) throw new Error("Two cards were made")
  await t.db.update(smartcardLinks).set({ label: "TV living" }).where(eq(smartcardLinks.id, link.id))
  const runs = await aSubscription(t.app, { smartcardId: link.smartcardId })
  const from = await serialOf(link.smartcardId)
  const to = await aSmartcard(t.app)
  expect(await replaceSmartcard(t.app, { from, to: to.serial })).toEqual({ ok: true, value: 1 })
  await t.pay(sessionId, "pay")
  expect(await settlePayment(t.app, sessionId)).toBe("paid")

  const { cards } = await accountOverview(t.app, customerId)
  const card = cards.find(({ name }) => name === "TV living")
  expect(card).toMatchObject({ linkId: link.id, isBlocked: false })
  expect(card?.packages.map(({ state }) => state.kind).sort()).toEqual(["activating", "ready", "ready"])
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(to.serial)).open).toMatchObject([{ endsAt: runs.endsAt?.toISOString() }])
  expect((await t.cardAtGateway(from)).commands.map(({ type }) => type)).toEqual(["revoke"])
  const [old] = await t.db.select().from(smartcards).where(eq(smartcards.id, link.smartcardId))
  expect(old?.status).toBe("blocked")
  expect(await t.db.$count(smartcardLinks, eq(smartcardLinks.smartcardId, link.smartcardId))).toBe(1)
  expect(await mailsTo(customerId, "smartcard-replaced")).toBe(1)
  expect(orderId).toBeTruthy()
  expect(await violations(t.db)).toEqual([])
})

test("what was activated before goes on on the new card to the same end", async () => {
  const { customerId, links } = await paid()
  const [link] = links
  if (!link) throw new Error("Two cards were made")
  const [bought] = await t.db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.smartcardId, link.smartcardId))
  if (!bought) throw new Error("Nothing was bought")
  await activate(customerId, bought.id)
  await deliverCommands(t.app)
  const to = await aSmartcard(t.app)
  expect((await replaceSmartcard(t.app, { from: await serialOf(link.smartcardId), to: to.serial })).ok).toBe(
    true,
  )
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(to.serial)).open).toHaveLength(1)
  expect((await t.cardAtGateway(await serialOf(link.smartcardId))).open).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("a card that is unknown, blocked, another's, the same or already has the package replaces nothing", async () => {
  const held = await aLink(t.app)
  const from = await serialOf(held.smartcardId)
  const runs = await aSubscription(t.app, { smartcardId: held.smartcardId })
  const blocked = await aSmartcard(t.app, { status: "blocked" })
  const anothers = await aLink(t.app)
  const busy = await aSmartcard(t.app)
  await aSubscription(t.app, {
    smartcardId: busy.id,
    packageId: runs.packageId,
    endsAt: later(t.app.now(), dayMs),
  })
  const reasons = []
  for (const to of [
    "99999999999" as Serial,
    blocked.serial,
    await serialOf(anothers.smartcardId),
    from,
    busy.serial,
  ]) {
    const replaced = await replaceSmartcard(t.app, { from, to })
    reasons.push(replaced.ok ? "replaced" : replaced.reason)
  }
  expect(reasons).toEqual(["unknown-to", "to-blocked", "to-held", "same", "to-has-same-package"])
  expect(await replaceSmartcard(t.app, { from: "88888888888" as Serial, to: from })).toMatchObject({
    reason: "unknown-from",
  })
  const [row] = await t.db.select().from(subscriptions).where(eq(subscriptions.id, runs.id))
  expect(row?.smartcardId).toBe(held.smartcardId)
  expect(await mailsTo(held.customerId, "smartcard-replaced")).toBe(0)
})

test("a released card leaves the wrong account: its holder is mailed and keeps the paid packages for another card", async () => {
  const { customerId, links } = await paid()
  const [link, other] = links
  if (!link || !other) throw new Error("Two cards were made")
  const serial = await serialOf(link.smartcardId)
  expect(await releaseSmartcard(t.app, serial)).toEqual({ ok: true, value: undefined })
  expect(await releaseSmartcard(t.app, serial)).toEqual({ ok: false, reason: "not-held" })
  expect(await mailsTo(customerId, "smartcard-released")).toBe(1)
  const free = and(eq(smartcardLinks.smartcardId, link.smartcardId), isNull(smartcardLinks.unlinkedAt))
  expect(await t.db.$count(smartcardLinks, free)).toBe(0)

  const { unplaced } = await accountOverview(t.app, customerId)
  expect(unplaced).toMatchObject([{ name: "Familia" }])
  const id = unplaced[0]?.id as typeof subscriptions.$inferSelect.id
  expect(await activate(customerId, id)).toEqual({ ok: false, reason: "not-held" })
  // The next holder sees nothing of it.
  const next = await aLink(t.app, { smartcardId: link.smartcardId })
  const theirs = await accountOverview(t.app, next.customerId)
  expect(theirs.cards.flatMap(({ packages }) => packages)).toEqual([])
  await moveSubscription(t.app, { customerId, id, toLinkId: other.id, client: aClient() })
  expect((await accountOverview(t.app, customerId)).unplaced).toEqual([])
  expect(await violations(t.db)).toEqual([])
})
