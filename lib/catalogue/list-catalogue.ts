import "server-only"
import { listChannels, listOffersOnSale } from "@/db/queries/catalogue"
import type { App } from "@/lib/app"
import { vatBasisPointsAt } from "@/lib/vat/vat-at"

export type CatalogueOffer = {
  readonly code: string
  readonly months: number
  readonly priceBani: number
}

export type CataloguePackage = {
  readonly code: string
  readonly name: string
  readonly description: string
  readonly isDemo: boolean
  readonly channels: readonly string[]
  /** By months, the shortest first. */
  readonly offers: readonly CatalogueOffer[]
}

/** The public catalogue: packages with offers on sale now. Three statements. */
export async function listCatalogue(
  app: App,
): Promise<{ readonly packages: readonly CataloguePackage[]; readonly vatBasisPoints: number }> {
  const now = app.now()
  const [rows, channels, vatBasisPoints] = await Promise.all([
    listOffersOnSale(app.db, now),
    listChannels(app.db),
    vatBasisPointsAt(app, app.db, now),
  ])
  const channelsOf = Map.groupBy(channels, ({ packageId }) => packageId)
  const packages = [...Map.groupBy(rows, ({ packageId }) => packageId)].flatMap(([packageId, offers]) => {
    const [first] = offers
    if (!first) return []
    const { packageCode: code, packageName: name, description, isDemo } = first
    return [
      {
        code,
        name,
        description,
        isDemo,
        channels: (channelsOf.get(packageId) ?? []).map((channel) => channel.name),
        offers: offers.map(({ offerCode, months, priceBani }) => ({ code: offerCode, months, priceBani })),
      },
    ]
  })
  return { packages, vatBasisPoints }
}
