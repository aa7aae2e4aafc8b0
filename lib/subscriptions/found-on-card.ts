import "server-only"
import { findOwnLink } from "@/db/queries/smartcard-links"
import { listSubscriptionsOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { smartcardName } from "@/lib/domain/packages/serial"
import { type CivilDate, lastDayOf } from "@/lib/domain/time/civil-date"

type FoundOnCardOptions = { readonly customerId: CustomerId; readonly linkId: SmartcardLinkId }

type FoundOnCard = {
  readonly cardName: string
  /** What runs, waits for the gateway or is queued, the later end first of one package. */
  readonly packages: readonly { readonly name: string; readonly lastDay: CivilDate }[]
}

/** What a card carries at the moment at which it is added. Null when it is gone from the account again. */
export async function foundOnCard(
  app: Pick<App, "db" | "now">,
  { customerId, linkId }: FoundOnCardOptions,
): Promise<FoundOnCard | null> {
  const now = app.now()
  const link = await findOwnLink(app.db, linkId, customerId)
  if (!link) return null
  const all = await listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now })
  const lastDays = new Map<string, CivilDate>()
  for (const { smartcardId, packageName, endsAt } of all) {
    if (smartcardId !== link.smartcardId || !endsAt) continue
    const lastDay = lastDayOf(endsAt)
    const known = lastDays.get(packageName)
    if (!known || known < lastDay) lastDays.set(packageName, lastDay)
  }
  const packages = [...lastDays].map(([name, lastDay]) => ({ name, lastDay }))
  return { cardName: smartcardName(link.serial, link.label), packages }
}
