import "server-only"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { type CardOverview, cardsOverview } from "./account-overview"
import { type PictureStep, pictureSteps } from "./picture-steps"

export type CardView = Pick<CardOverview, "linkId" | "name" | "label" | "serial"> & {
  readonly today: CivilDate
  /** What helps without a picture, the first thing first. */
  readonly steps: readonly PictureStep[]
}

type CardViewOptions = { readonly customerId: CustomerId; readonly linkId: SmartcardLinkId }

/** One of the customer's cards; null for any other. Two statements. */
export async function cardView(app: App, { customerId, linkId }: CardViewOptions): Promise<CardView | null> {
  const cards = await cardsOverview(app, customerId)
  const card = cards.find((one) => one.linkId === linkId)
  if (!card) return null
  const { name, label, serial } = card
  return { linkId, name, label, serial, today: bucharestDate(app.now()), steps: pictureSteps(card) }
}
