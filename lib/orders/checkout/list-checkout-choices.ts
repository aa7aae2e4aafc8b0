import "server-only"
import { findCart } from "@/db/queries/carts"
import { listOffersOnSale, type OfferOnSale } from "@/db/queries/catalogue"
import { getProfile } from "@/db/queries/customers"
import { findFirstOrderAt } from "@/db/queries/orders"
import { listOwnSmartcards } from "@/db/queries/smartcard-links"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"
import { offerParameter } from "@/lib/domain/people/campaign"

export type CheckoutChoices = {
  readonly cards: readonly {
    readonly linkId: SmartcardLinkId
    readonly name: string
    readonly serial: string
    /** A blocked card is named and offers nothing. */
    readonly isBlocked: boolean
  }[]
  readonly packages: readonly {
    readonly code: string
    readonly name: string
    readonly offers: readonly { readonly code: string; readonly months: number; readonly priceBani: number }[]
  }[]
  /** What the form shows as chosen. The code of its package says which field an item belongs to. */
  readonly chosen: readonly {
    readonly linkId: string
    readonly packageCode: string
    readonly offerCode: string
  }[]
}

type ListCheckoutChoicesOptions = {
  readonly customerId: CustomerId
  /**
   * What a link of ours names ("Reînnoiește", "Alege"). An offer without a card: the first card that can have
   * it.
   */
  readonly asked: { readonly linkId: string | null; readonly offerCode: string | null }
}

/**
 * What can be chosen for each card. Chosen from the start: the cart, and over it what the link names. Until
 * the first order an empty cart suggests the offer of the customer's campaign.
 */
export async function listCheckoutChoices(
  app: App,
  { customerId, asked }: ListCheckoutChoicesOptions,
): Promise<CheckoutChoices> {
  const [smartcards, offers, cart, { campaign }, firstOrderAt] = await Promise.all([
    listOwnSmartcards(app.db, customerId),
    listOffersOnSale(app.db, app.now()),
    findCart(app.db, customerId),
    getProfile(app.db, customerId),
    findFirstOrderAt(app.db, customerId),
  ])
  const cards = smartcards.map(({ linkId, serial, label, isBlocked }) => ({
    linkId,
    isBlocked,
    name: smartcardName(serial, label),
    serial: groupSerial(serial),
  }))
  const items = cart?.items ?? []
  const suggested = firstOrderAt || items.length > 0 ? null : (campaign[offerParameter] ?? null)
  const linkId = asked.linkId ?? cards.find(({ isBlocked }) => !isBlocked)?.linkId
  const offerCode = asked.offerCode ?? suggested
  const wanted = linkId && offerCode ? [...items, { linkId, offerCode }] : items
  return { cards, packages: packagesOf(offers), chosen: choicesOf(wanted, offers) }
}

type Offer = OfferOnSale

function packagesOf(offers: readonly Offer[]): CheckoutChoices["packages"] {
  return [...Map.groupBy(offers, ({ packageCode }) => packageCode)].map(([code, rows]) => ({
    code,
    name: rows[0]?.packageName ?? code,
    offers: rows.map(({ offerCode, months, priceBani }) => ({ code: offerCode, months, priceBani })),
  }))
}

/** Items whose offer is on sale, each with its package. */
function choicesOf(
  items: readonly (Omit<CartItem, "linkId"> & { readonly linkId: string })[],
  offers: readonly Offer[],
): CheckoutChoices["chosen"] {
  const packageOf = new Map(offers.map(({ offerCode, packageCode }) => [offerCode, packageCode]))
  return items.flatMap(({ linkId, offerCode }) => {
    const packageCode = packageOf.get(offerCode)
    return packageCode ? [{ linkId, packageCode, offerCode }] : []
  })
}
