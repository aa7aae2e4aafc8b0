import { expect, test } from "vitest"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { aLink } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { accountPage } from "./account-page"

const t = useTestApp()

async function aHolderOf(cards: number) {
  const { id } = await aCustomer(t.app)
  const { id: packageId } = await aPackage(t.app)
  for (let at = 1; at <= cards; at += 1) {
    const { smartcardId } = await aLink(t.app, { customerId: id, label: `TV ${at}` })
    // The last card ends tomorrow, the one before it waits.
    if (at === cards - 1)
      await aSubscription(t.app, { smartcardId, packageId, customerId: id, status: "ready" })
    else
      await aSubscription(t.app, {
        smartcardId,
        packageId,
        endsAt: later(t.app.now(), (at === cards ? 1 : 20) * dayMs),
      })
  }
  const view = (page: number) => accountPage(t.app, { customerId: id, page })
  return { view, names: async (page: number) => (await view(page)).cards.map(({ name }) => name) }
}

test("twelve cards are one page in their own order", async () => {
  const { view, names } = await aHolderOf(12)
  expect((await names(1))[0]).toBe("TV 1")
  expect(await view(1)).toMatchObject({ page: 1, pages: 1, cardCount: 12, packageCount: 12 })
})

test("more than twelve come in pages, what needs something first, and the answer keeps its size", async () => {
  const few = await aHolderOf(20)
  expect((await few.names(1)).slice(0, 3)).toEqual(["TV 20", "TV 19", "TV 1"])
  expect(await few.names(2)).toHaveLength(8)
  expect(await few.view(2)).toMatchObject({ cardCount: 20, urgent: { cardName: "TV 20" } })
  expect((await few.view(99)).page).toBe(2)
  const many = await aHolderOf(150)
  const [smaller, larger] = [JSON.stringify(await few.view(1)), JSON.stringify(await many.view(1))]
  expect(larger.length).toBeLessThan(smaller.length * 1.05)
})
