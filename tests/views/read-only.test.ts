import { expect, test } from "vitest"
import type { App } from "@/lib/app"
import { listProfiles } from "@/lib/billing-profiles/list-profiles"
import { calendarFeed } from "@/lib/calendar/calendar-feed"
import { makeFeed } from "@/lib/calendar/make-feed"
import { ownFeed } from "@/lib/calendar/own-feed"
import { listCatalogue } from "@/lib/catalogue/list-catalogue"
import { readBegun } from "@/lib/orders/checkout/read-begun"
import { readConfirmation } from "@/lib/orders/checkout/read-confirmation"
import { listOrders } from "@/lib/orders/list-orders"
import { orderView } from "@/lib/orders/order-view"
import { listWithdrawableOrders } from "@/lib/orders/withdrawal/list-withdrawable-orders"
import { withdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { cardView } from "@/lib/subscriptions/card-view"
import { subscriptionView } from "@/lib/subscriptions/subscription-view"
import { watchSubscription } from "@/lib/subscriptions/watch-subscription"
import { createActivations } from "@/tests/support/activations"
import { aClient } from "@/tests/support/factories/clients"
import { aConfirmation } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { aReadyPackage } = createActivations(t)

/** Runs a view as a read replica would: PostgreSQL refuses every write and every row lock. */
const readOnly = <Value>(view: (app: App) => Promise<Value>): Promise<Value> =>
  t.db.transaction((tx) => view({ ...t.app, db: tx as unknown as App["db"] }), { accessMode: "read only" })

test("no view of a page writes or takes a row lock", async () => {
  const who = await aReadyPackage()
  await aConfirmation(t.app, who)
  const { customerId, orderId, id } = who
  await makeFeed(t.app, { customerId, client: aClient() })
  const file = `${(await ownFeed(t.app, customerId))?.token}.ics`
  const shown = await readOnly(async (app) => ({
    overview: await accountOverview(app, customerId),
    card: await cardView(app, { customerId, linkId: who.link.id }),
    begun: await readBegun(app, customerId),
    confirmation: await readConfirmation(app, customerId),
    profiles: await listProfiles(app, customerId),
    orders: await listOrders(app, { customerId, search: "", year: null, page: 1 }),
    order: await orderView(app, { customerId, orderId }),
    subscription: await subscriptionView(app, { customerId, id }),
    watched: await watchSubscription(app, { customerId, id }),
    withdrawable: await listWithdrawableOrders(app, customerId),
    withdrawal: await withdrawalOffer(app, { customerId, orderId }),
    catalogue: await listCatalogue(app),
    calendar: await ownFeed(app, customerId),
    feed: await calendarFeed(app, file),
  }))
  expect(Object.entries(shown).filter(([, value]) => value === null)).toEqual([])
  expect(shown.confirmation?.lines).toHaveLength(3)
})

test("a row lock fails in such a transaction", async () => {
  const locking = readOnly(async ({ db }) => db.execute("select 1 from customers for share"))
  await expect(locking).rejects.toThrow()
})
