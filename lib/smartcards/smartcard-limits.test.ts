import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { listOwnSmartcards } from "@/db/queries/smartcard-links"
import { auditEvents, smartcardLinks } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import type { CustomerId, EmailAddress, Serial } from "@/lib/domain/ids/brand"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { known, password } from "@/tests/support/accounts"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer, aSession } from "@/tests/support/factories/customers"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { allowSmartcards } from "./allow-smartcards"
import { linkSmartcard } from "./link-smartcard"
import { listNeighbourRuns } from "./list-neighbour-runs"
import { unlinkSmartcard } from "./unlink-smartcard"
import { warnOfNeighbours } from "./warn-of-neighbours"

const t = useTestApp()

const add = (customerId: CustomerId, serial: Serial) =>
  linkSmartcard(t.app, { customerId, serial, label: "", client: aClient(), proof: { kind: "none" } })

const addNew = async (customerId: CustomerId) => add(customerId, (await aSmartcard(t.app)).serial)

const heldBy = (customerId: CustomerId) =>
  t.db.$count(
    smartcardLinks,
    and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)),
  )

test("of fifty cards that one account adds at once, ten are added that day, removed ones included", async () => {
  const { id } = await aCustomer(t.app)
  const cards = await Promise.all(Array.from({ length: 50 }, () => aSmartcard(t.app)))
  const results = await Promise.all(cards.map(({ serial }) => add(id, serial)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(10)
  expect(await heldBy(id)).toBe(10)
  t.clock.advance(dayMs / 2)
  const [first] = await listOwnSmartcards(t.db, id)
  if (!first) throw new Error("Ten are held")
  await unlinkSmartcard(t.app, { id: first.linkId, customerId: id, client: aClient() })
  expect(await addNew(id)).toMatchObject({ ok: false })
  t.clock.advance(dayMs)
  expect(await addNew(id)).toMatchObject({ ok: true })
})

test("the cap of an account holds under fifty adds at once, tells nothing of a serial, and is raised by the operator", async () => {
  const { id } = await aCustomer(t.app)
  for (let card = 0; card < 18; card += 1) await aLink(t.app, { customerId: id })
  t.clock.advance(2 * dayMs)
  const cards = await Promise.all(Array.from({ length: 50 }, () => aSmartcard(t.app)))
  await Promise.all(cards.map(({ serial }) => add(id, serial)))
  expect(await heldBy(id)).toBe(20)
  t.clock.advance(2 * dayMs)
  const full = { ok: false, reason: "account-full", allowed: 20 }
  const held = await aLink(t.app)
  const [theirs] = await listOwnSmartcards(t.db, held.customerId)
  const blocked = await aSmartcard(t.app, { status: "blocked" })
  const serials = ["99999999999", theirs?.serial, blocked.serial] as Serial[]
  for (const serial of serials) expect(await add(id, serial)).toEqual(full)
  const [own] = await listOwnSmartcards(t.db, id)
  expect(await add(id, own?.serial as Serial)).toEqual({
    ok: false,
    reason: "already-yours",
  })
  expect(await allowSmartcards(t.app, { customerId: id, allowed: 21 })).toMatchObject({ ok: true })
  expect(await addNew(id)).toMatchObject({ ok: true })
  expect(await addNew(id)).toEqual({ ...full, allowed: 21 })
  const recorded = and(eq(auditEvents.customerId, id), eq(auditEvents.kind, "smartcards-allowed"))
  expect(await t.db.$count(auditEvents, recorded)).toBe(1)
})

test("an added card, a removed one: one mail each", async () => {
  const { id, email } = await aCustomer(t.app)
  const { serial } = await aSmartcard(t.app)
  const linked = await add(id, serial)
  if (!linked.ok) throw new Error(linked.reason)
  await add(id, serial)
  await unlinkSmartcard(t.app, { id: linked.value, customerId: id, client: aClient() })
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const subjects = (await t.mailbox.to(email)).map(({ subject }) => subject)
  const ending = serial.slice(-4)
  expect(subjects.sort()).toEqual([
    `Smartcardul …${ending} a fost adăugat în contul tău`,
    `Smartcardul …${ending} a fost scos din contul tău`,
  ])
})

test("who closes the account and signs up again with the mailbox continues its caps and its run", async () => {
  const { email, ...first } = await aCustomer(t.app, { password })
  const start = 83_000_000_000
  const cards = Array.from({ length: 18 }, (_, at) => aSmartcard(t.app, { serial: String(start + at) }))
  const walk = async (customerId: CustomerId, at: number) => add(customerId, known(await cards[at]).serial)
  const close = async (customerId: CustomerId) => {
    const { id: sessionId } = await aSession(t.app, { customerId })
    const request = { customerId, sessionId, password, client: aClient() }
    return closeAccount(t.app, { ...request, cancelUnpaidOrders: async () => {} })
  }
  for (let at = 0; at < 7; at += 1) expect(await walk(first.id, at)).toMatchObject({ ok: true })
  for (let tried = 0; tried < 15; tried += 1) await add(first.id, "99999999998" as Serial)
  expect(await close(first.id)).toMatchObject({ ok: true })
  t.clock.advance(1)
  const again = await aCustomer(t.app, { password, email: email.replace("@", "+2@") as EmailAddress })
  for (let at = 7; at < 10; at += 1) expect(await walk(again.id, at)).toMatchObject({ ok: true })
  expect(await walk(again.id, 10)).toEqual({ ok: false, reason: "day-full" })
  for (let tried = 0; tried < 4; tried += 1) await add(again.id, "99999999998" as Serial)
  expect(await add(again.id, "99999999998" as Serial)).toMatchObject({ reason: "too-many" })
  expect(await close(again.id)).toMatchObject({ ok: true })
  const last = await aCustomer(t.app, { email })
  const other = await aCustomer(t.app)
  t.clock.advance(2 * dayMs)
  expect(await walk(last.id, 10)).toMatchObject({ ok: true })
  for (let at = 11; at < 18; at += 1) expect(await walk(other.id, at)).toMatchObject({ ok: true })
  const run = (await listNeighbourRuns(t.app)).find(({ firstSerial }) => firstSerial === String(start))
  expect(run).toMatchObject({ cards: 18, mailboxes: 2, customerIds: [last.id, other.id].sort() })
  expect(await tablesWith(t.db, email.split("@")[0] ?? "")).toEqual(["customers", "outbox_mails"])
  t.clock.advance(7 * dayMs)
  expect(await cleanUp(t.app)).toMatchObject({ closedLinks: 10 })
})

test("neighbouring serials of few accounts are a run; a box of cards with one each, or an old run, is none", async () => {
  const cardAt = (start: number, at: number) => aSmartcard(t.app, { serial: String(start + at) })
  const [walker, other] = [await aCustomer(t.app), await aCustomer(t.app)]
  for (let at = 0; at < 8; at += 1) {
    const { id: smartcardId } = await cardAt(70_000_000_000, at * 10)
    await aLink(t.app, { smartcardId, customerId: at % 2 === 0 ? walker.id : other.id })
    await aLink(t.app, { smartcardId: (await cardAt(71_000_000_000, at)).id })
    const { id: far } = await cardAt(72_000_000_000, at * 11)
    await aLink(t.app, { smartcardId: far, customerId: walker.id })
  }
  // The other tests of this file make runs of their own.
  const runs = async () =>
    (await listNeighbourRuns(t.app)).filter(({ firstSerial }) => firstSerial.startsWith("7"))
  expect(await runs()).toEqual([
    {
      ...{ firstSerial: "70000000000", lastSerial: "70000000070", cards: 8, lastAt: t.app.now() },
      mailboxes: 2,
      customerIds: [walker.id, other.id].sort(),
    },
  ])
  const { neighbourRuns } = await warnOfNeighbours(t.app)
  expect(neighbourRuns).toBe((await listNeighbourRuns(t.app)).length)
  t.clock.advance(8 * dayMs)
  expect(await runs()).toEqual([])
})
