import "server-only"
import { listSubscriptionsOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { listSmartcards, type OwnSmartcard } from "./list-smartcards"

export type SmartcardView = OwnSmartcard & {
  /** What runs on it now. */
  readonly running: readonly { readonly code: string; readonly name: string }[]
}

type SmartcardViewOptions = { readonly customerId: CustomerId; readonly linkId: SmartcardLinkId }

/** One of the customer's cards; null for any other. */
export async function smartcardView(
  app: App,
  { customerId, linkId }: SmartcardViewOptions,
): Promise<SmartcardView | null> {
  const now = app.now()
  const [cards, subscriptions] = await Promise.all([
    listSmartcards(app, customerId),
    listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }),
  ])
  const card = cards.find((one) => one.linkId === linkId)
  if (!card) return null
  const running = subscriptions.flatMap(({ smartcardId, startsAt, isAwaited, packageCode, packageName }) =>
    smartcardId === card.smartcardId && startsAt && startsAt <= now && !isAwaited
      ? [{ code: packageCode, name: packageName }]
      : [],
  )
  return { ...card, running }
}
