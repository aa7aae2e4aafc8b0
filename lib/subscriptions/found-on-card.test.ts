import { expect, test } from "vitest"
import { lastDayOf } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { aLink } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { foundOnCard } from "./found-on-card"

const t = useTestApp()

test("a card that was added says its packages and their last days, and no other card's", async () => {
  const { id: customerId } = await aCustomer(t.app)
  const { id: packageId, name } = await aPackage(t.app)
  const [card, other] = [
    await aLink(t.app, { customerId, label: "TV living" }),
    await aLink(t.app, { customerId, label: "TV bucătărie" }),
  ]
  const endsAt = later(t.app.now(), 4 * dayMs)
  await aSubscription(t.app, { smartcardId: card.smartcardId, packageId, endsAt })
  expect(await foundOnCard(t.app, { customerId, linkId: card.id })).toEqual({
    cardName: "TV living",
    packages: [{ name, lastDay: lastDayOf(endsAt) }],
  })
  expect(await foundOnCard(t.app, { customerId, linkId: other.id })).toMatchObject({ packages: [] })
  const { id: stranger } = await aCustomer(t.app)
  expect(await foundOnCard(t.app, { customerId: stranger, linkId: card.id })).toBeNull()
})
