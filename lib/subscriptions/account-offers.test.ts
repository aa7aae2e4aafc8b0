import { expect, test } from "vitest"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { aShopper, createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { accountOverview } from "./account-overview"

const t = useTestApp()
const { ordered, underWay, paid } = createShop(t)
const { app } = t

/** A shopper whose Familia ends on both cards in four days: each order of theirs renews it on both. */
async function aRenewer() {
  const shopper = await aShopper(app)
  const endsAt = later(app.now(), 4 * dayMs)
  for (const { smartcardId } of shopper.links)
    await aSubscription(app, { smartcardId, packageId: shopper.familia.packageId, endsAt })
  return { ...shopper, endsAt }
}

/** The renewals that `/cont` offers. */
async function offeredTo(customerId: CustomerId) {
  const { cards } = await accountOverview(app, customerId)
  return cards.flatMap(({ packages }) =>
    packages.flatMap(({ name, renewOfferCode }) => (renewOfferCode ? [name] : [])),
  )
}

test("a package that ends is offered for sale once per card", async () => {
  const { customerId } = await aRenewer()
  expect(await offeredTo(customerId)).toEqual(["Familia", "Familia"])
})

test("what is paid and waits for a click is not offered for sale", async () => {
  const { customerId } = await paid(await aRenewer())
  expect(await offeredTo(customerId)).toEqual([])
})

test("what an order that waits for its payment renews is not offered for sale", async () => {
  const shopper = await aRenewer()
  await ordered(shopper)
  expect(await offeredTo(shopper.customerId)).toEqual([])
})

test("what a payment in verification renews is not offered for sale", async () => {
  const { customerId, sessionId } = await underWay(await aRenewer())
  await t.pay(sessionId, "delay")
  await settlePayment(app, sessionId)
  expect(await offeredTo(customerId)).toEqual([])
})

test("what continues without a gap is not offered for sale, with a gap it is", async () => {
  const { customerId, links, familia, endsAt } = await aRenewer()
  const [one, two] = links.map(({ smartcardId }) => smartcardId)
  const next = { packageId: familia.packageId, customerId, offerId: familia.id }
  await aSubscription(app, { ...next, smartcardId: one, startsAt: endsAt, endsAt: later(endsAt, 30 * dayMs) })
  expect(await offeredTo(customerId)).toEqual(["Familia"])
  const afterGap = later(endsAt, 3 * dayMs)
  await aSubscription(app, {
    ...{ ...next, smartcardId: two },
    ...{ startsAt: afterGap, endsAt: later(afterGap, 30 * dayMs) },
  })
  expect(await offeredTo(customerId)).toEqual(["Familia"])
})
