import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  findLastEnd,
  findOwnSubscription,
  holdsCard,
  lockSmartcards,
  startSubscription,
} from "@/db/queries/activation"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { violates } from "@/db/violates"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { isWithinWithdrawal } from "@/lib/domain/money/withdrawal"
import { expressRequestVersion } from "@/lib/domain/packages/express-request"
import { nextPeriod, type Period } from "@/lib/domain/packages/subscription-period"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

type Activating = {
  readonly customerId: CustomerId
  readonly id: SubscriptionId
  readonly client: Client
  /** Where the period that was shown before the click starts: an earlier one's end, or null for at once. */
  readonly seenStartsAt: Date | null
  /** The box was ticked: the express request to start within the withdrawal period. */
  readonly isExpress: boolean
}

/**
 * Starts what was paid, now or after the running period of the same package on the same card, and tells the gateway. However often
 * and at once it is asked for, it starts once. `changed`: it would start elsewhere than was shown. `not-held`: the card is not the
 * customer's any more, and another has to be chosen first.
 */
export async function activateSubscription(
  app: App,
  { customerId, id, client, seenStartsAt, isExpress }: Activating,
): Promise<Result<Period, "not-found" | "already" | "not-held" | "blocked" | "changed">> {
  const now = app.now()
  const started = app.db.transaction(async (tx) => {
    const locked = await lockBought(tx, id, customerId)
    if (!locked) return refuse("not-found")
    const { bought, card } = locked
    const obstacle = obstacleTo(bought, card, await holdsCard(tx, card.id, customerId))
    if (obstacle) return refuse(obstacle)
    const lastEndsAt = await findLastEnd(tx, bought, now)
    if (lastEndsAt?.getTime() !== seenStartsAt?.getTime()) return refuse("changed")
    const period = nextPeriod(now, lastEndsAt, bought.months)
    const expressRequest =
      isExpress && isWithinWithdrawal(bought.boughtAt, now) ? expressRequestVersion : null
    if (!(await startSubscription(tx, bought, { ...period, activatedAt: now, expressRequest }))) {
      return refuse("already")
    }
    const { serial } = card
    const { packageCode } = bought
    await insertCommands(tx, [{ subscriptionId: id, type: "grant", serial, packageCode, ...period }], now)
    const detail = { package: packageCode, lastFour: serial.slice(-4), express: expressRequest ?? "no" }
    await recordEvent(tx, { kind: "package-activated", customerId, client, detail }, now)
    return ok(period)
  })
  return started.catch((error: unknown) => {
    // An import put another period there meanwhile.
    if (violates(error, "subscriptions_no_overlap")) return refuse("changed")
    throw error
  })
}

/** The card first, then what is on it: as it is while nobody else can change it. */
async function lockBought(tx: DbOrTx, id: SubscriptionId, customerId: CustomerId) {
  const before = await findOwnSubscription(tx, id, customerId)
  if (!before) return null
  const [card] = await lockSmartcards(tx, [before.smartcardId])
  const bought = await findOwnSubscription(tx, id, customerId)
  return card && bought ? { card, bought } : null
}

type Bought = NonNullable<Awaited<ReturnType<typeof findOwnSubscription>>>
type Card = Awaited<ReturnType<typeof lockSmartcards>>[number]

/** Why it cannot start on the card that was locked for it. */
function obstacleTo(bought: Bought, card: Card, isHeld: boolean) {
  if (bought.status === "refunded") return "not-found"
  if (bought.status === "active") return "already"
  if (bought.smartcardId !== card.id) return "changed"
  if (!isHeld) return "not-held"
  return card.status === "blocked" ? "blocked" : null
}
