import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { storeCart } from "@/db/queries/carts"
import { auditEvents, entitlementCommands, orders, payments, rateLimits, smartcardLinks } from "@/db/schema"
import { aSmartcard } from "@/tests/support/factories/cards"
import { violations } from "@/tests/support/invariants"
import { newSignedInCustomer } from "./support/accounts"
import { app } from "./support/drill"
import { aFamiliaCart, aFamiliaOrder, aReadyFamilia } from "./support/familia-orders"
import { report, size } from "./support/size"
import { formOfButton, formWith } from "./support/visitor"

const rounds = size(3, 100)
const atOnce = 50

test("fifty clicks on Comandă in two processes make one order", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await newSignedInCustomer()
    const { items, profileId } = await aFamiliaCart(id)
    await storeCart(app.db, { customerId: id, items }, app.now())
    const page = await visitor.ask("/cont/comanda/confirmare")
    const form = { ...formWith(page.body, ["checkout"]), profile: profileId }
    await Promise.all(
      Array.from({ length: atOnce }, (_, at) =>
        visitor.post("/cont/comanda/confirmare", form, { server: at % 2 }),
      ),
    )
    expect(await app.db.$count(orders, eq(orders.customerId, id))).toBe(1)
  }
  report("double click, order", { rounds, atOnce, ordersEach: 1 })
})

test("the same package for the same card within the day asks once more, without JavaScript", async () => {
  const { id, visitor } = await newSignedInCustomer()
  const { linkId } = await aReadyFamilia(id)
  await storeCart(app.db, { customerId: id, items: [{ linkId, offerCode: "familia-1" }] }, app.now())
  const path = "/cont/comanda/confirmare"
  const form = formWith((await visitor.ask(path)).body, ["checkout"])
  const profile =
    /<input[^>]*type="radio"[^>]*value="([^"]+)"/.exec((await visitor.ask(path)).body)?.[1] ?? ""
  const asked = await visitor.post(path, { ...form, profile })
  expect(asked.body).toContain("Ai plătit deja Familia, 1 lună")
  expect(await app.db.$count(orders, eq(orders.customerId, id))).toBe(1)
  const yes = { ...formWith(asked.body, ["checkout", "inca-o-data"]), profile }
  expect((await visitor.post(path, yes)).status).toBe(303)
  expect(await app.db.$count(orders, eq(orders.customerId, id))).toBe(2)
})

test("fifty clicks on Plătește in two processes start one payment", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await newSignedInCustomer()
    const { orderId } = await aFamiliaOrder(id)
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

test("fifty clicks on Activează in two processes start one period and make one entitlement command", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, visitor } = await newSignedInCustomer()
    const { subscriptionId } = await aReadyFamilia(id)
    const path = `/cont/activare/${subscriptionId}`
    const shown = formOfButton((await visitor.ask(path)).body, "Activează</button>")
    const form = { ...shown, express: "on" }
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => visitor.post(path, form, { server: at % 2 })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const commands = eq(entitlementCommands.subscriptionId, subscriptionId)
    const started = and(eq(auditEvents.customerId, id), eq(auditEvents.kind, "package-activated"))
    expect(await app.db.$count(entitlementCommands, commands)).toBe(1)
    expect(await app.db.$count(auditEvents, started)).toBe(1)
  }
  expect(await violations(app.db)).toEqual([])
  report("double click, activate", { rounds, atOnce, commandsEach: 1, startsEach: 1 })
})

test("of fifty accounts that add one card at once in two processes, one holds it", async () => {
  const holdersEach = new Set<number>()
  const accounts: Awaited<ReturnType<typeof newSignedInCustomer>>[] = []
  // One after the other: the queue of password hashes is short and refuses fifty at once.
  for (let at = 0; at < atOnce; at += 1) accounts.push(await newSignedInCustomer())
  for (let round = 0; round < rounds; round += 1) {
    const card = await aSmartcard(app)
    // A refused account counts as one that guesses serials. That limit has a test of its own.
    await app.db.delete(rateLimits)
    const [first] = accounts
    const form = formWith((await first?.visitor.ask("/cont/smartcarduri"))?.body ?? "", ["serial", "label"])
    await Promise.all(
      accounts.map(({ visitor }, at) =>
        visitor.post("/cont/smartcarduri", { ...form, serial: card.serial }, { server: at % 2 }),
      ),
    )
    const held = and(eq(smartcardLinks.smartcardId, card.id), isNull(smartcardLinks.unlinkedAt))
    holdersEach.add(await app.db.$count(smartcardLinks, held))
  }
  expect([...holdersEach]).toEqual([1])
  report("double click, link", { rounds, accounts: atOnce, holdersEach: 1 })
})
