import type { Catalogue } from "./world"

const offers = [
  { code: "familia-1", packageCode: "familia", months: 1, priceBani: 4_400 },
  { code: "familia-3", packageCode: "familia", months: 3, priceBani: 12_500 },
  { code: "sport-1", packageCode: "sport", months: 1, priceBani: 2_500 },
] as const

export const offerCodes: readonly string[] = offers.map(({ code }) => code)
const packageNames: Readonly<Record<string, string>> = { familia: "Familia", sport: "Sport" }

export const firstCatalogue = (): Catalogue => ({
  prices: new Map(offers.map(({ code, priceBani }) => [code, priceBani])),
  rates: [{ from: 0, day: "2020-01-01", basisPoints: 2_100 }],
})

/** The operator's catalogue file. */
export const catalogueFile = ({ prices, rates }: Catalogue) => ({
  vatRates: rates.map(({ day, basisPoints }) => ({ basisPoints, validFrom: day })),
  packages: Object.entries(packageNames).map(([code, name]) => ({
    code,
    name,
    channels: ["Unu", "Doi"],
    offers: offers
      .filter(({ packageCode }) => packageCode === code)
      .map((offer) => ({
        code: offer.code,
        months: offer.months,
        priceBani: prices.get(offer.code) ?? offer.priceBani,
      })),
  })),
})

/** The rate in force at an instant. */
export const rateAt = ({ rates }: Catalogue, instant: number): number =>
  rates.filter(({ from }) => from <= instant).at(-1)?.basisPoints ?? 0
