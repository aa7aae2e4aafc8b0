import { eq } from "drizzle-orm"
import { entitlementCommands, smartcards, subscriptions } from "@/db/schema"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { aClient } from "./factories/clients"
import { createShop } from "./factories/orders"
import { aSubscription } from "./factories/subscriptions"
import type { TestApp } from "./test-app"

type Asked = { seenStartsAt?: Date | null; isExpress?: boolean }

/** Ready packages of one test app, and what activating them does. */
export function createActivations(t: TestApp) {
  const { paid } = createShop(t)

  /** A customer whose first card has a ready month of Familia. */
  async function aReadyPackage() {
    const order = await paid()
    const [link, otherLink] = order.links
    if (!link || !otherLink) throw new Error("Two cards were made")
    const rows = await t.db.select().from(subscriptions).where(eq(subscriptions.customerId, order.customerId))
    const bought = rows.find(({ smartcardId }) => smartcardId === link.smartcardId)
    const [card] = await t.db.select().from(smartcards).where(eq(smartcards.id, link.smartcardId))
    if (!bought || !card) throw new Error("Nothing was bought")
    return { ...order, link, otherLink, id: bought.id, packageId: bought.packageId, serial: card.serial }
  }

  type Owned = { readonly customerId: CustomerId; readonly id: SubscriptionId }

  const activate = ({ customerId, id }: Owned, asked: Asked = {}) =>
    activateSubscription(t.app, {
      customerId,
      id,
      client: aClient(),
      seenStartsAt: asked.seenStartsAt ?? null,
      isExpress: asked.isExpress ?? true,
    })

  async function rowOf(id: SubscriptionId) {
    const [row] = await t.db.select().from(subscriptions).where(eq(subscriptions.id, id))
    if (!row) throw new Error("The subscription is gone")
    return row
  }

  const commandsOf = (id: SubscriptionId) =>
    t.db.select().from(entitlementCommands).where(eq(entitlementCommands.subscriptionId, id))

  async function shownOf({ customerId, id }: Owned) {
    const { cards } = await accountOverview(t.app, customerId)
    return cards.flatMap(({ packages }) => packages).find((row) => row.id === id)
  }

  /** Another ready month of the same package on the same card. */
  async function another({ customerId, link, packageId }: Awaited<ReturnType<typeof aReadyPackage>>) {
    const wanted = { smartcardId: link.smartcardId, packageId, customerId, status: "ready" as const }
    const { id } = await aSubscription(t.app, wanted)
    return { customerId, id }
  }

  return { aReadyPackage, another, activate, rowOf, commandsOf, shownOf }
}
