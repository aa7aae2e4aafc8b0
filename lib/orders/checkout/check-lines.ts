import "server-only"
import type { DbOrTx } from "@/db/client"
import { listOffersByCode, type OfferOfLine } from "@/db/queries/catalogue"
import { type LinkedCard, listOwnLinks, lockOwnLinks } from "@/db/queries/checkout-links"
import type { CartItem } from "@/db/schema"
import type { CustomerId, OfferId, PackageId, Serial, SmartcardId } from "@/lib/domain/ids/brand"
import { smartcardName } from "@/lib/domain/packages/serial"

/** Why a line cannot be ordered now. */
export type LineProblem = "card-removed" | "card-blocked" | "offer-ended"

/** What a person reads of a line. Null: it names a card or an offer that does not exist for this customer. */
export type LineNames = {
  readonly cardName: string | null
  readonly packageName: string | null
  readonly months: number | null
}

export type OrderableLine = CartItem & {
  readonly problem: null
  readonly cardName: string
  readonly packageName: string
  readonly months: number
  readonly priceBani: number
  readonly smartcardId: SmartcardId
  readonly serial: Serial
  readonly offerId: OfferId
  readonly packageId: PackageId
}
export type UnorderableLine = CartItem & LineNames & { readonly problem: LineProblem }

type CheckRequest = { readonly customerId: CustomerId; readonly items: readonly CartItem[] }

/** Each item at the price of now, or with the reason why it cannot be ordered. Takes no lock: for pages. */
export async function listOrderable(
  db: DbOrTx,
  { customerId, items }: CheckRequest,
  now: Date,
): Promise<(OrderableLine | UnorderableLine)[]> {
  return check(items, await listOwnLinks(db, customerId, linksOf(items)), await offersOf(db, items, now))
}

/** The same, and the customer's cards stay in the account until the transaction ends. */
export async function lockOrderable(
  tx: DbOrTx,
  { customerId, items }: CheckRequest,
  now: Date,
): Promise<(OrderableLine | UnorderableLine)[]> {
  return check(items, await lockOwnLinks(tx, customerId, linksOf(items)), await offersOf(tx, items, now))
}

const linksOf = (items: readonly CartItem[]) => [...new Set(items.map(({ linkId }) => linkId))]

const offersOf = (db: DbOrTx, items: readonly CartItem[], now: Date) =>
  listOffersByCode(db, [...new Set(items.map(({ offerCode }) => offerCode))], now)

function check(items: readonly CartItem[], cards: readonly LinkedCard[], offers: readonly OfferOfLine[]) {
  const cardOf = new Map(cards.map((card) => [card.linkId, card]))
  const offerOf = new Map(offers.map((offer) => [offer.code, offer]))
  return items.map((item) => checkOne(item, cardOf.get(item.linkId), offerOf.get(item.offerCode)))
}

function checkOne(
  { linkId, offerCode }: CartItem,
  card: LinkedCard | undefined,
  offer: OfferOfLine | undefined,
): OrderableLine | UnorderableLine {
  const names = {
    cardName: card ? smartcardName(card.serial, card.label) : null,
    packageName: offer?.packageName ?? null,
    months: offer?.months ?? null,
  }
  const refuse = (problem: LineProblem) => ({ linkId, offerCode, ...names, problem })
  if (!card?.isHeld) return refuse("card-removed")
  if (card.isBlocked) return refuse("card-blocked")
  if (!offer?.isOnSale) return refuse("offer-ended")
  const { smartcardId, serial } = card
  const { offerId, packageId, packageName, months, priceBani } = offer
  const cardName = smartcardName(serial, card.label)
  const goods = { smartcardId, serial, offerId, packageId, priceBani }
  return { linkId, offerCode, problem: null, cardName, packageName, months, ...goods }
}
