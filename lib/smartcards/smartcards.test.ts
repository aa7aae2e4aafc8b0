import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { endLink, listOwnSmartcards } from "@/db/queries/smartcard-links"
import { smartcardLinks } from "@/db/schema"
import { cardsOverview } from "@/lib/subscriptions/account-overview"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { linkSmartcard } from "./link-smartcard"
import { renameSmartcard } from "./rename-smartcard"
import { unlinkSmartcard } from "./unlink-smartcard"

const t = useTestApp()
const { underWay } = createShop(t)

async function fresh() {
  return { customer: await aCustomer(t.app), smartcard: await aSmartcard(t.app) }
}
const holders = (smartcardId: Awaited<ReturnType<typeof aSmartcard>>["id"]) =>
  t.db.$count(
    smartcardLinks,
    and(eq(smartcardLinks.smartcardId, smartcardId), isNull(smartcardLinks.unlinkedAt)),
  )

test("of fifty accounts that add one card at once, one holds it", async () => {
  const smartcard = await aSmartcard(t.app)
  const customers = await Promise.all(Array.from({ length: 50 }, () => aCustomer(t.app)))
  const results = await Promise.all(
    customers.map(({ id }) =>
      linkSmartcard(t.app, {
        customerId: id,
        serial: smartcard.serial,
        label: "",
        client: aClient(),
        proof: { kind: "none" },
      }),
    ),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.filter((one) => !one.ok && one.reason === "held-by-another")).toHaveLength(49)
  expect(await holders(smartcard.id)).toBe(1)
})

test("fifty presses of one customer make one link", async () => {
  const { customer, smartcard } = await fresh()
  const press = () =>
    linkSmartcard(t.app, {
      customerId: customer.id,
      serial: smartcard.serial,
      label: "",
      client: aClient(),
      proof: { kind: "none" },
    })
  const results = await Promise.all(Array.from({ length: 50 }, press))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await holders(smartcard.id)).toBe(1)
})

test("four refusals, none of which names the holder", async () => {
  const { customer, smartcard } = await fresh()
  const blocked = await aSmartcard(t.app, { status: "blocked" })
  const held = await aLink(t.app, { smartcardId: (await aSmartcard(t.app)).id })
  const [heldCard] = await listOwnSmartcards(t.db, held.customerId)
  const add = async (serial: string) => {
    const linked = await linkSmartcard(t.app, {
      customerId: customer.id,
      serial: serial as typeof smartcard.serial,
      label: "",
      client: aClient(),
      proof: { kind: "none" },
    })
    return linked.ok ? "linked" : linked.reason
  }
  expect(await add("99999999999")).toBe("unknown")
  expect(await add(blocked.serial)).toBe("blocked")
  expect(await add(heldCard?.serial ?? "")).toBe("held-by-another")
  expect(await add(smartcard.serial)).toBe("linked")
  expect(await add(smartcard.serial)).toBe("already-yours")
})

test("guessing serials is limited per account, ever more slowly; cards that were added do not count", async () => {
  const { customer, smartcard } = await fresh()
  const add = (serial: string) =>
    linkSmartcard(t.app, {
      customerId: customer.id,
      serial: serial as typeof smartcard.serial,
      label: "",
      client: aClient(),
      proof: { kind: "none" },
    })
  for (let card = 0; card < 5; card += 1) expect((await add((await aSmartcard(t.app)).serial)).ok).toBe(true)
  for (let guess = 0; guess < 20; guess += 1) await add(String(88_000_000_000 + guess))
  const limited = { ok: false, reason: "too-many" }
  expect(await add(smartcard.serial)).toEqual({ ...limited, retryAfterSeconds: 300 })
  t.clock.advance(300_000)
  expect(await add("88000000099")).toEqual({ ok: false, reason: "unknown" })
  expect(await add(smartcard.serial)).toEqual({ ...limited, retryAfterSeconds: 600 })
  t.clock.advance(600_000)
  expect((await add(smartcard.serial)).ok).toBe(true)
})

test("what belongs to another reads as not found, and stays as it was", async () => {
  const { customer } = await fresh()
  const theirs = await aLink(t.app, { label: "Acasă" })
  const { id } = theirs
  expect(await renameSmartcard(t.app, { id, customerId: customer.id, label: "Al meu" })).toEqual({
    ok: false,
    reason: "not-found",
  })
  expect(await unlinkSmartcard(t.app, { id, customerId: customer.id, client: aClient() })).toEqual({
    ok: false,
    reason: "not-found",
  })
  const [stored] = await t.db.select().from(smartcardLinks).where(eq(smartcardLinks.id, id))
  expect(stored).toEqual(theirs)
})

test("a card is renamed, removed, and free for another", async () => {
  const { customer, smartcard } = await fresh()
  const linked = await linkSmartcard(t.app, {
    customerId: customer.id,
    serial: smartcard.serial,
    label: "",
    client: aClient(),
    proof: { kind: "none" },
  })
  if (!linked.ok) throw new Error(linked.reason)
  const { value: id } = linked
  await renameSmartcard(t.app, { id, customerId: customer.id, label: "Bucătărie" })
  expect((await cardsOverview(t.app, customer.id))[0]?.name).toBe("Bucătărie")
  await renameSmartcard(t.app, { id, customerId: customer.id, label: "" })
  expect((await cardsOverview(t.app, customer.id))[0]?.name).toBe(`Smartcard …${smartcard.serial.slice(-4)}`)
  expect(await unlinkSmartcard(t.app, { id, customerId: customer.id, client: aClient() })).toMatchObject({
    ok: true,
  })
  expect(await listOwnSmartcards(t.db, customer.id)).toEqual([])
  const next = await aCustomer(t.app)
  expect(
    (
      await linkSmartcard(t.app, {
        customerId: next.id,
        serial: smartcard.serial,
        label: "",
        client: aClient(),
        proof: { kind: "none" },
      })
    ).ok,
  ).toBe(true)
})

test("a card on which something paid waits stays in the account, and it is named", async () => {
  const { customer, smartcard } = await fresh()
  const link = await aLink(t.app, { customerId: customer.id, smartcardId: smartcard.id })
  await aSubscription(t.app, { smartcardId: smartcard.id, customerId: customer.id, status: "ready" })
  const refused = await unlinkSmartcard(t.app, { id: link.id, customerId: customer.id, client: aClient() })
  expect(refused).toEqual({ ok: false, reason: "has-ready", packageNames: ["Familia"] })
  expect(await holders(smartcard.id)).toBe(1)
})

test("what an earlier holder paid or is paying for the card neither keeps it nor is named", async () => {
  const { smartcard } = await fresh()
  const paying = await underWay()
  const [card] = paying.links
  if (!card) throw new Error("The order is for a card")
  await endLink(t.db, card.id, t.app.now())
  await aSubscription(t.app, { smartcardId: smartcard.id, customerId: paying.customerId, status: "ready" })
  const { id: customerId } = await aCustomer(t.app)
  for (const smartcardId of [smartcard.id, card.smartcardId]) {
    const { id } = await aLink(t.app, { customerId, smartcardId })
    expect(await unlinkSmartcard(t.app, { id, customerId, client: aClient() })).toEqual({ ok: true })
  }
})
