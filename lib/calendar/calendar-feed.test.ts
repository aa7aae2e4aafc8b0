import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { smartcardLinks, subscriptions } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { known } from "@/tests/support/accounts"
import { createCalendarFeeds } from "@/tests/support/calendar-feeds"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aHolder } from "@/tests/support/factories/holders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { readWithIcalJs, readWithNodeIcal } from "@/tests/support/read-calendar"
import { useTestApp } from "@/tests/support/test-app"
import { calendarFeed } from "./calendar-feed"
import { renewFeed } from "./make-feed"

const t = useTestApp()
const client = aClient()
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

const { fileOf, textOf, eventsOf } = createCalendarFeeds(t)
const titlesOf = async (file: string) => (await eventsOf(file)).map(({ title }) => title).sort()

test("the last day and its mark, by two parsers, with the card's own name and no serial or name of a person", async () => {
  const { customer, smartcard } = await aHolder(t.app, {
    endsAt: inDays(20),
    cardLabel: "TV living; sus, \\ jos",
  })
  const text = await textOf(await fileOf(customer.id))
  expect(readWithIcalJs(text)).toEqual(readWithNodeIcal(text))
  expect(
    readWithIcalJs(text)
      .map(({ first, title }) => [first, title])
      .sort(),
  ).toEqual([
    ["2026-12-08", "Familia expiră în 5 zile · TV living; sus, \\ jos"],
    ["2026-12-13", "Familia: ultima zi · TV living; sus, \\ jos"],
  ])
  for (const hidden of [smartcard.serial, smartcard.serial.slice(-4), customer.fullName, customer.email]) {
    expect(text).not.toContain(hidden)
  }
  for (const word of customer.fullName.split(" ")) expect(text).not.toContain(word)
})

test("ids stay when an end moves and when the address is made anew, and are no ids of ours", async () => {
  const { customer, subscription } = await aHolder(t.app, { endsAt: inDays(20) })
  const before = await eventsOf(await fileOf(customer.id))
  await t.db
    .update(subscriptions)
    .set({ endsAt: inDays(27) })
    .where(eq(subscriptions.id, subscription.id))
  await renewFeed(t.app, { customerId: customer.id, client })
  const after = await eventsOf(await fileOf(customer.id))
  expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
  expect(after.map(({ first }) => first)).not.toEqual(before.map(({ first }) => first))
  expect(JSON.stringify(after)).not.toContain(subscription.id.slice(0, 8))
})

test("only the present holder sees a card's periods, and of another's purchase neither beginning nor id", async () => {
  const { customer, smartcard, packageId, subscription } = await aHolder(t.app, { endsAt: inDays(20) })
  const file = await fileOf(customer.id)
  // Ended long before the next holder came.
  await aSubscription(t.app, {
    ...{ smartcardId: smartcard.id, packageId, customerId: customer.id },
    ...{ startsAt: inDays(-45), endsAt: inDays(-15) },
  })
  expect(await eventsOf(file)).toHaveLength(4)
  await t.db
    .update(smartcardLinks)
    .set({ unlinkedAt: t.app.now() })
    .where(eq(smartcardLinks.customerId, customer.id))
  expect(await eventsOf(file)).toEqual([])
  const next = await aCustomer(t.app)
  await aLink(t.app, { smartcardId: smartcard.id, customerId: next.id, label: "Bunica" })
  const text = await textOf(await fileOf(next.id))
  expect(
    readWithIcalJs(text)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["Familia expiră în 5 zile · Bunica", "Familia: ultima zi · Bunica"])
  expect(text).not.toContain(subscription.id)
})

test("of what another bought and began within five days the mark stays, so that its beginning is not told", async () => {
  const [buyer, holder] = [await aCustomer(t.app), await aCustomer(t.app)]
  const { id: smartcardId } = await aSmartcard(t.app)
  await aLink(t.app, { smartcardId, customerId: holder.id })
  const { id } = await aSubscription(t.app, {
    ...{ smartcardId, customerId: buyer.id, startsAt: inDays(-1), endsAt: inDays(2) },
  })
  const file = await fileOf(holder.id)
  expect(await eventsOf(file)).toHaveLength(2)
  await t.db.update(subscriptions).set({ customerId: holder.id }).where(eq(subscriptions.id, id))
  expect(await eventsOf(file)).toHaveLength(1)
})

test("refunded and ready ones are not there; ended ones stay for sixty days; a continued one has no mark", async () => {
  const { customer, smartcard, packageId, subscription } = await aHolder(t.app, { endsAt: inDays(3) })
  const file = await fileOf(customer.id)
  const on = { smartcardId: smartcard.id, packageId, customerId: customer.id }
  await aSubscription(t.app, { ...on, status: "ready" })
  const refunded = { status: "refunded", startsAt: inDays(3), endsAt: inDays(30) } as const
  await aSubscription(t.app, { ...on, ...refunded })
  await aSubscription(t.app, { ...on, startsAt: inDays(-90), endsAt: inDays(-61) })
  await aSubscription(t.app, { ...on, startsAt: inDays(-89.5 + 30), endsAt: inDays(-59) })
  expect(await titlesOf(file)).toEqual([
    "Familia expiră în 5 zile",
    "Familia: ultima zi",
    "Familia: ultima zi",
  ])
  await aSubscription(t.app, { ...on, startsAt: subscription.endsAt, endsAt: inDays(33) })
  expect(await titlesOf(file)).toEqual([
    "Familia continuă",
    "Familia expiră în 5 zile",
    "Familia: ultima zi",
    "Familia: ultima zi",
  ])
})

test("the text changes with its instant, the tag only with what is in it", async () => {
  const { customer, subscription } = await aHolder(t.app, { endsAt: inDays(20) })
  const file = await fileOf(customer.id)
  const first = known(await calendarFeed(t.app, file))
  t.clock.advance(60_000)
  const second = known(await calendarFeed(t.app, file))
  expect(second.etag).toBe(first.etag)
  expect(second.text).not.toBe(first.text)
  await t.db
    .update(subscriptions)
    .set({ endsAt: inDays(27) })
    .where(eq(subscriptions.id, subscription.id))
  expect(known(await calendarFeed(t.app, file)).etag).not.toBe(first.etag)
})
