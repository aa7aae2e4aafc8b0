import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, calendarFeeds } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { purposeKeys } from "@/lib/runtime/purpose-keys"
import { known } from "@/tests/support/accounts"
import { createCalendarFeeds } from "@/tests/support/calendar-feeds"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aHolder } from "@/tests/support/factories/holders"
import { useTestApp } from "@/tests/support/test-app"
import { calendarFeed } from "./calendar-feed"
import { makeFeed, renewFeed } from "./make-feed"
import { ownFeed } from "./own-feed"
import { turnFeedOff } from "./turn-feed-off"

const t = useTestApp()
const client = aClient()
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

const { fileOf, eventsOf } = createCalendarFeeds(t)

test("a made address is kept; another one ends it at once; off and closed end it too", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(20) })
  const asked = { customerId: customer.id, client }
  const first = await fileOf(customer.id)
  expect(await fileOf(customer.id)).toBe(first)
  expect(await renewFeed(t.app, asked)).toMatchObject({ ok: true })
  const second = await fileOf(customer.id)
  expect(await calendarFeed(t.app, first)).toBeNull()
  expect(await eventsOf(second)).toHaveLength(2)
  await turnFeedOff(t.app, asked)
  await turnFeedOff(t.app, asked)
  expect(await calendarFeed(t.app, second)).toBeNull()
  expect(await ownFeed(t.app, customer.id)).toBeNull()
  expect(await renewFeed(t.app, asked)).toEqual({ ok: false, reason: "off" })
  const events = await t.db
    .select({ detail: auditEvents.detail })
    .from(auditEvents)
    .where(eq(auditEvents.customerId, customer.id))
    .orderBy(auditEvents.id)
  expect(events.map(({ detail }) => detail)).toEqual([{ feed: "made" }, { feed: "renewed" }, { feed: "off" }])
})

test("what is no address gets nothing, also one that only looks like it", async () => {
  const { id } = await aCustomer(t.app)
  const file = await fileOf(id)
  const token = file.slice(0, -4)
  const others = [
    token,
    `${token}.ICS`,
    `${token}.ics.ics`,
    `${token.slice(1)}.ics`,
    ".ics",
    `${"a".repeat(43)}.ics`,
  ]
  for (const other of others) expect(await calendarFeed(t.app, other), other).toBeNull()
  expect(await eventsOf(file)).toEqual([])
})

test("the database alone does not give the address; after its secret is gone the address works, unseen", async () => {
  const { id } = await aCustomer(t.app)
  const file = await fileOf(id)
  const [row] = await t.db.select().from(calendarFeeds).where(eq(calendarFeeds.customerId, id))
  const stored = [known(row).seed, known(row).tokenHash].flatMap((bytes) =>
    (["hex", "base64url", "base64"] as const).map((encoding) => Buffer.from(bytes).toString(encoding)),
  )
  for (const text of stored) expect(file).not.toContain(text)
  const withKeys = (...secrets: [string, ...string[]]) => ({
    ...t.app,
    secrets: { ...t.app.secrets, calendar: purposeKeys(secrets, "calendar") },
  })
  const rotated = withKeys("a new secret")
  expect(await ownFeed(rotated, id)).toEqual({ token: null })
  expect(await calendarFeed(rotated, file)).not.toBeNull()
})

test("the owner is mailed about each new address, once, and about no other press", async () => {
  const { id: customerId, email } = await aCustomer(t.app)
  const asked = { customerId, client }
  const subjects = async () => {
    await deliverOutbox(t.app, { budgetMs: 10_000 })
    return (await t.mailbox.to(email)).map(({ subject }) => subject)
  }
  await makeFeed(t.app, asked)
  await makeFeed(t.app, asked)
  expect(await subjects()).toEqual(["Calendarul contului tău a fost pornit"])
  await renewFeed(t.app, asked)
  expect((await subjects()).toSorted()).toEqual([
    "Calendarul contului tău a fost pornit",
    "Calendarul contului tău are altă adresă",
  ])
  const [token] = (await fileOf(customerId)).split(".")
  for (const { html, text } of await t.mailbox.to(email)) {
    expect(text).toContain("/cont/setari/calendar")
    expect(html + text).not.toContain(known(token))
  }
  await turnFeedOff(t.app, asked)
  await renewFeed(t.app, asked)
  expect(await subjects()).toHaveLength(2)
})

test("addresses are made at a limited pace", async () => {
  const { id: customerId } = await aCustomer(t.app)
  await fileOf(customerId)
  for (let made = 1; made < 10; made += 1) {
    expect(await renewFeed(t.app, { customerId, client })).toMatchObject({ ok: true })
  }
  expect(await renewFeed(t.app, { customerId, client })).toMatchObject({ reason: "too-many" })
})
