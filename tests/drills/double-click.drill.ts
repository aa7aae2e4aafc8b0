import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { storeDraft } from "@/db/queries/checkout-drafts"
import {
  auditEvents,
  entitlementCommands,
  orders,
  payments,
  rateLimits,
  smartcardLinks,
  smartcards,
} from "@/db/schema"
import type { Serial } from "@/lib/domain/ids/brand"
import { violations } from "@/tests/support/invariants"
import { aSignedInCustomer } from "./support/accounts"
import { app, report, size } from "./support/drill"
import { aHeldCard, anOrder, aProfile, somethingWaiting } from "./support/shop"
import { formsOf, formWith } from "./support/visitor"

const rounds = size(3, 100)
const atOnce = 50

/** The form in which a button with these words stands. */
function formOfButton(html: string, words: string): Record<string, string> {
  const before = html.slice(0, html.indexOf(words))
  const form = before.split("<form").at(-1) ?? ""
  return formsOf(`<form ${form}</form>`)[0] ?? {}
}

test("fifty clicks on Comandă make one order, over two processes", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await aSignedInCustomer()
    const { linkId } = await aHeldCard(id)
    const profile = await aProfile(id)
    await storeDraft(app.db, id, [{ linkId, offerCode: "familia-1" }], app.now())
    const page = await visitor.ask("/cont/comanda/confirmare")
    const form = { ...formWith(page.body, ["total"]), profile }
    await Promise.all(
      Array.from({ length: atOnce }, (_, at) =>
        visitor.post("/cont/comanda/confirmare", form, { server: at % 2 }),
      ),
    )
    expect(await app.db.$count(orders, eq(orders.customerId, id))).toBe(1)
  }
  report("double click, order", { rounds, atOnce, ordersEach: 1 })
})

test("fifty clicks on Plătește open one payment page, over two processes", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await aSignedInCustomer()
    const { orderId } = await anOrder(id)
    const path = `/cont/comenzi/${orderId}`
    const form = formOfButton((await visitor.ask(path)).body, "Plătește")
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => visitor.post(path, form, { server: at % 2 })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect(await app.db.$count(payments, eq(payments.orderId, orderId))).toBe(1)
  }
  expect(await violations(app.db)).toEqual([])
  report("double click, pay", { rounds, atOnce, paymentsEach: 1 })
})

test("fifty clicks on Activează start one period and make one command, over two processes", async () => {
  const startsEach = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await aSignedInCustomer()
    const { subscriptionId } = await somethingWaiting(id)
    const path = `/cont/activare/${subscriptionId}`
    const form = formOfButton((await visitor.ask(path)).body, "Activează</button>")
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => visitor.post(path, form, { server: at % 2 })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const commands = eq(entitlementCommands.subscriptionId, subscriptionId)
    const started = eq(auditEvents.customerId, id)
    startsEach.add(
      [
        await app.db.$count(entitlementCommands, commands),
        await app.db.$count(auditEvents, and(started, eq(auditEvents.kind, "package-activated"))),
      ].join(" command, start "),
    )
  }
  expect([...startsEach]).toEqual(["1 command, start 1"])
  expect(await violations(app.db)).toEqual([])
  report("double click, activate", { rounds, atOnce, each: [...startsEach] })
})

test("fifty accounts that add one card at once have one holder, over two processes", async () => {
  const holdersEach = new Set<number>()
  const accounts: Awaited<ReturnType<typeof aSignedInCustomer>>[] = []
  // One after the other: the queue of password hashes is short, and refuses a flood.
  for (let at = 0; at < atOnce; at += 1) accounts.push(await aSignedInCustomer())
  for (let round = 0; round < rounds; round += 1) {
    const serial = String(91_000_000_000 + round) as Serial
    const now = app.now()
    const [card] = await app.db
      .insert(smartcards)
      .values({ serial, status: "in_service", createdAt: now, updatedAt: now })
      .returning({ id: smartcards.id })
    if (!card) throw new Error("No card was stored")
    // Losing is no guess here: the limit on serials is another drill's.
    await app.db.delete(rateLimits)
    const [first] = accounts
    const form = formWith((await first?.visitor.ask("/cont/smartcarduri"))?.body ?? "", ["serial", "label"])
    await Promise.all(
      accounts.map(({ visitor }, at) =>
        visitor.post("/cont/smartcarduri", { ...form, serial }, { server: at % 2 }),
      ),
    )
    const held = and(eq(smartcardLinks.smartcardId, card.id), isNull(smartcardLinks.unlinkedAt))
    holdersEach.add(await app.db.$count(smartcardLinks, held))
  }
  expect([...holdersEach]).toEqual([1])
  report("double click, link", { rounds, accounts: atOnce, holdersEach: 1 })
})
