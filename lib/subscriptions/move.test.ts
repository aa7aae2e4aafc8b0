import { expect, test } from "vitest"
import { createActivations } from "@/tests/support/activations"
import { aClient } from "@/tests/support/factories/clients"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { moveSubscription } from "./move"

const t = useTestApp()
const { aReadyPackage, activate, rowOf } = createActivations(t)

test("a ready package moves to another card of the customer, never to another customer's card", async () => {
  const [who, stranger] = [await aReadyPackage(), await aReadyPackage()]
  const move = (toLinkId: typeof who.link.id, customerId = who.customerId) =>
    moveSubscription(t.app, { customerId, id: who.id, toLinkId, client: aClient() })
  expect(await move(stranger.link.id)).toEqual({ ok: false, reason: "no-card" })
  expect(await move(stranger.link.id, stranger.customerId)).toEqual({ ok: false, reason: "not-found" })
  expect(await move(who.otherLink.id)).toEqual({ ok: true, value: undefined })
  expect((await rowOf(who.id)).smartcardId).toBe(who.otherLink.smartcardId)
  expect((await activate(who)).ok).toBe(true)
  expect(await move(who.link.id)).toEqual({ ok: false, reason: "not-ready" })
  expect(await violations(t.db)).toEqual([])
})

test("a move and a click at once end with it on one card, running there or waiting there", async () => {
  for (let round = 0; round < 10; round += 1) {
    const who = await aReadyPackage()
    const [activated, moved] = await Promise.all([
      activate(who),
      moveSubscription(t.app, {
        customerId: who.customerId,
        id: who.id,
        toLinkId: who.otherLink.id,
        client: aClient(),
      }),
    ])
    const row = await rowOf(who.id)
    expect(row.smartcardId).toBe(moved.ok ? who.otherLink.smartcardId : who.link.smartcardId)
    expect(row.status).toBe(activated.ok ? "active" : "ready")
  }
  expect(await violations(t.db)).toEqual([])
})
