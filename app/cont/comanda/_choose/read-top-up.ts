import "server-only"
import type { App } from "@/lib/app"
import { type CataloguePackage, listCatalogue } from "@/lib/catalogue/list-catalogue"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { readBegun } from "@/lib/orders/checkout/read-begun"
import { accountOverview, type CardOverview, type OpenOrder } from "@/lib/subscriptions/account-overview"
import { type PackageRow, packageRows } from "@/lib/subscriptions/account-rows"

export type ChosenLine = { readonly linkId: string; readonly offerCode: string }

/** What an address of "Reîncarcă" asks for. */
export type AskedTopUp = {
  /** Nothing was chosen on the page yet: the cart from before is shown. */
  readonly isFresh: boolean
  readonly linkIds: readonly string[]
  readonly lines: readonly ChosenLine[]
  /** An offer that was chosen before its card, in the catalogue. */
  readonly presetCode: string | null
}

export type TopUpLine = ChosenLine & {
  readonly cardName: string
  readonly packageCode: string
  readonly packageName: string
  readonly months: number
  readonly priceBani: number
}

/** Why a package of a card is not sold now: it is paid, queued or being paid. */
export type NotSold =
  | { readonly kind: "waiting"; readonly subscriptionId: string }
  | { readonly kind: "queued" }
  | { readonly kind: "order"; readonly order: OpenOrder }

export type TopUpPackage = CataloguePackage & {
  /** What runs of it on the card, or ended lately. */
  readonly row: PackageRow | null
  readonly notSold: NotSold | null
}

export type TopUpCard = Pick<CardOverview, "name" | "serial" | "isBlocked"> & {
  readonly linkId: string
  readonly rows: readonly PackageRow[]
  readonly isChosen: boolean
  readonly packages: readonly TopUpPackage[]
}

export type TopUp = {
  readonly today: CivilDate
  readonly cards: readonly TopUpCard[]
  readonly hasPackages: boolean
  /** Of the chosen cards, in their order. */
  readonly lines: readonly TopUpLine[]
  readonly totalBani: number
  /** An offer that the customer did not choose on this page, and where it comes from. */
  readonly preset: null | {
    readonly from: "campaign" | "catalogue"
    readonly offerCode: string
    readonly words: Pick<TopUpLine, "packageName" | "months" | "priceBani">
  }
}

/**
 * The cards, what each can have, and what is chosen. Without an address that says so, the cart from before is
 * chosen; until the first order an empty one suggests the offer of the customer's campaign.
 */
export async function readTopUp(
  app: App,
  { customerId, asked }: { readonly customerId: CustomerId; readonly asked: AskedTopUp },
): Promise<TopUp> {
  const [overview, { packages }, begun] = await Promise.all([
    accountOverview(app, customerId),
    listCatalogue(app),
    readBegun(app, customerId),
  ])
  const items = asked.isFresh ? begun.items : asked.lines
  const presetCode =
    asked.presetCode ?? (asked.isFresh && items.length === 0 ? begun.campaignCode : undefined)
  const preset = packages.flatMap((one) => offersOf(one)).find(({ offerCode }) => offerCode === presetCode)
  const mayHave = overview.cards.filter(({ isBlocked }) => !isBlocked)
  const ofCart = asked.isFresh ? items.map(({ linkId }) => linkId) : []
  const chosen = new Set<string>(
    mayHave.length === 1 ? mayHave.map(({ linkId }) => linkId) : [...asked.linkIds, ...ofCart],
  )
  const cards = overview.cards.map((card) => topUpCard(card, packages, chosen))
  const lines = cards
    .filter(({ isChosen }) => isChosen)
    .flatMap((card) => linesOf(card, items, preset?.offerCode))
  return {
    today: bucharestDate(app.now()),
    ...{ cards, lines, hasPackages: packages.length > 0 },
    totalBani: lines.reduce((sum, { priceBani }) => sum + priceBani, 0),
    preset: preset
      ? {
          from: preset.offerCode === begun.campaignCode ? "campaign" : "catalogue",
          offerCode: preset.offerCode,
          words: preset,
        }
      : null,
  }
}

function topUpCard(
  card: CardOverview,
  packages: readonly CataloguePackage[],
  chosen: ReadonlySet<string>,
): TopUpCard {
  const rows = packageRows(card)
  return {
    ...{ linkId: card.linkId, name: card.name, serial: card.serial },
    ...{ isBlocked: card.isBlocked, rows, isChosen: chosen.has(card.linkId) && !card.isBlocked },
    packages: packages.map((one) => {
      const row = rows.find(({ code }) => code === one.code) ?? null
      return { ...one, row, notSold: whyNotSold(row, card, one.code) }
    }),
  }
}

function whyNotSold(row: PackageRow | null, { orders }: CardOverview, code: string): NotSold | null {
  const order = orders.find(({ packageCodes }) => packageCodes.includes(code))
  const [waiting] = row?.waiting ?? []
  if (waiting) return { kind: "waiting", subscriptionId: waiting.id }
  if (row && row.queued.length > 0) return { kind: "queued" }
  return order ? { kind: "order", order } : null
}

function offersOf({ code: packageCode, name: packageName, offers }: CataloguePackage) {
  return offers.map(({ code: offerCode, months, priceBani }) => {
    return { packageCode, packageName, offerCode, months, priceBani }
  })
}

/** At most one line per package: the preset offer, or the last of the items. */
function linesOf(
  { linkId, name: cardName, packages }: TopUpCard,
  items: readonly ChosenLine[],
  presetCode: string | undefined,
): TopUpLine[] {
  const codes = items.filter((item) => item.linkId === linkId).map(({ offerCode }) => offerCode)
  return packages.flatMap((one) => {
    if (one.notSold) return []
    const found = [...codes, presetCode].flatMap(
      (code) => offersOf(one).find(({ offerCode }) => offerCode === code) ?? [],
    )
    const offer = found.at(-1)
    return offer ? [{ linkId, cardName, ...offer }] : []
  })
}
