import "server-only"
import type { DbOrTx } from "@/db/client"
import { listBillingProfiles } from "@/db/queries/billing-profiles"
import { consumeDraft } from "@/db/queries/checkout-drafts"
import { insertOrder, listOrderableCards, listOrderableOffers } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { BillingProfileId, CustomerId, OrderId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { priceOrder } from "@/lib/domain/money/order-price"
import { smartcardName } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { later, minuteMs, paymentLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { currentVatBasisPoints } from "@/lib/vat/current-vat"

export type BasketItem = { readonly linkId: SmartcardLinkId; readonly offerCode: string }

type Ordering = {
  readonly customerId: CustomerId
  readonly items: readonly BasketItem[]
  readonly profileId: BillingProfileId
  /** What the customer saw: an order is never dearer or cheaper than that. */
  readonly seenTotalBani: number
}

/** More than anybody watches; an order is one page of an invoice. */
const mostLines = 40

/**
 * Makes an order at the prices of now, which are those that the customer saw, for the billing party of now. Refused when a card
 * is not theirs or blocked, an offer is not on sale, or the price is another by now; then nothing is stored. The draft is used up:
 * a second click finds it `empty`.
 */
export async function placeOrder(
  app: App,
  { customerId, items, profileId, seenTotalBani }: Ordering,
): Promise<Result<OrderId, "empty" | "not-orderable" | "no-profile" | "price-changed">> {
  if (items.length === 0) return refuse("empty")
  if (items.length > mostLines || hasTwins(items)) return refuse("not-orderable")
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const lines = await linesOf(tx, { customerId, items }, now)
    if (!lines) return refuse("not-orderable")
    const billing = await billingOf(tx, customerId, profileId)
    if (!billing) return refuse("no-profile")
    const vatBasisPoints = await currentVatBasisPoints(app, tx, now)
    const { totalBani, vatBani, netsBani } = priceOrder(
      lines.map(({ priceBani }) => priceBani),
      vatBasisPoints,
    )
    if (totalBani !== seenTotalBani) return refuse("price-changed")
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    const order = { customerId, totalBani, vatBani, vatBasisPoints, billing, createdAt: now, expiresAt }
    const priced = lines.map((line, at) => ({ ...line, netBani: netsBani[at] ?? 0 }))
    if (!(await consumeDraft(tx, customerId))) return refuse("empty")
    return ok(await insertOrder(tx, order, priced))
  })
}

const hasTwins = (items: readonly BasketItem[]) =>
  new Set(items.map(({ linkId, offerCode }) => `${linkId} ${offerCode}`)).size < items.length

async function linesOf(
  tx: DbOrTx,
  { customerId, items }: { customerId: CustomerId; items: readonly BasketItem[] },
  now: Date,
) {
  const links = [...new Set(items.map(({ linkId }) => linkId))]
  const codes = [...new Set(items.map(({ offerCode }) => offerCode))]
  const cards = new Map((await listOrderableCards(tx, customerId, links)).map((card) => [card.linkId, card]))
  const offers = new Map((await listOrderableOffers(tx, codes, now)).map((offer) => [offer.code, offer]))
  const lines = items.flatMap(({ linkId, offerCode }) => {
    const [card, offer] = [cards.get(linkId), offers.get(offerCode)]
    if (!card || !offer) return []
    const { offerId, packageId, packageName, months, priceBani } = offer
    const { smartcardId, serial } = card
    const cardName = smartcardName(serial, card.label)
    return [{ smartcardId, serial, cardName, offerId, packageId, packageName, months, priceBani }]
  })
  return lines.length === items.length ? lines : null
}

/** A copy of the profile, so that changing it changes no order. */
async function billingOf(
  tx: DbOrTx,
  customerId: CustomerId,
  profileId: BillingProfileId,
): Promise<BillingParty | null> {
  const profile = (await listBillingProfiles(tx, customerId)).find(({ id }) => id === profileId)
  if (!profile) return null
  const { kind, name, street, locality, county, sector, postalCode, cui, registerNumber } = profile
  const address = { street, locality, county, sector, postalCode }
  if (kind === "individual" || !cui || !registerNumber) return { kind: "individual", name, ...address }
  const { isVatPayer, iban } = profile
  return { kind: "company", name, cui, isVatPayer, registerNumber, iban, ...address }
}
