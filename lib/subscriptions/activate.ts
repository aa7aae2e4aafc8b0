import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { findOwnSubscription, type OwnSubscription } from "@/db/queries/own-subscriptions"
import { lockHolding } from "@/db/queries/smartcard-links"
import { type LockedSmartcard, lockSmartcards } from "@/db/queries/smartcards"
import { listTakenPeriods } from "@/db/queries/subscription-periods"
import { startSubscription } from "@/db/queries/subscriptions"
import { isMoneyTakenBack } from "@/db/queries/taken-back"
import { violates } from "@/db/violates"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { isWithinWithdrawal, lastWithdrawalDay } from "@/lib/domain/money/withdrawal"
import { expressRequestVersion } from "@/lib/domain/packages/express-request"
import { lastFour } from "@/lib/domain/packages/serial"
import { nextPeriod, type Period } from "@/lib/domain/packages/subscription-period"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import type { Client } from "@/lib/runtime/client"

type ActivateSubscriptionOptions = {
  readonly customerId: CustomerId
  readonly id: SubscriptionId
  readonly client: Client
  /** The start that was shown before the click: the end of another period, or null for at once. */
  readonly seenStartsAt: Date | null
  /** The customer ticked the express request to start within the withdrawal period. */
  readonly isExpress: boolean
}

type ActivatedSubscription =
  | Result<Period, "not-found" | "already" | "not-held" | "blocked" | "changed" | "disputed">
  | {
      readonly ok: false
      readonly reason: "needs-express"
      /** The last day of the withdrawal period: after it no request is needed. */
      readonly lastDay: CivilDate
    }

/**
 * Starts a paid package at the first instant at which it fits whole between the periods of the same package
 * on the same card, and stores the command for the gateway. Concurrent and repeated calls start it once.
 * `changed`: it would start at another time than was shown. `not-held`: the customer no longer holds the card
 * and has to choose another one first. `needs-express`: within the withdrawal period nothing starts, or is
 * queued, without the express request. `disputed`: the bank has taken the money back, or may.
 */
export async function activateSubscription(
  app: App,
  { customerId, id, client, seenStartsAt, isExpress }: ActivateSubscriptionOptions,
): Promise<ActivatedSubscription> {
  const now = app.now()
  const started = app.db.transaction(async (tx) => {
    const locked = await lockBought(tx, id, customerId)
    if (!locked) return refuse("not-found")
    const { bought, card } = locked
    const held = obstacleTo(bought, card, await lockHolding(tx, card.id, customerId))
    const obstacle = held ?? (await obstacleOfMoney(tx, bought))
    if (obstacle) return refuse(obstacle)
    const period = nextPeriod(now, await listTakenPeriods(tx, bought, now), bought.months)
    if (!isAsSeen(period, seenStartsAt, now)) return refuse("changed")
    const mustAsk = isWithinWithdrawal(bought.boughtAt, now)
    if (mustAsk && !isExpress) return needsExpress(bought)
    const expressRequest = mustAsk ? expressRequestVersion : null
    if (!(await startSubscription(tx, bought, { ...period, activatedAt: now, expressRequest }))) {
      return refuse("already")
    }
    const { packageCode } = bought
    await insertCommands(tx, [{ subscriptionId: id, type: "grant", card, packageCode, ...period }], now)
    const detail = { package: packageCode, lastFour: lastFour(card.serial), express: expressRequest ?? "no" }
    await recordEvent(tx, { kind: "package-activated", customerId, client, detail }, now)
    return ok(period)
  })
  return started.catch((error: unknown) => {
    // An import inserted another period in between.
    if (violates(error, "subscriptions_no_overlap")) return refuse("changed")
    throw error
  })
}

/** Shown as at once (null), or from the same instant. */
const isAsSeen = ({ startsAt }: Period, seenStartsAt: Date | null, now: Date) =>
  seenStartsAt ? seenStartsAt.getTime() === startsAt.getTime() && startsAt > now : startsAt <= now

const needsExpress = ({ boughtAt }: OwnSubscription) =>
  ({ ok: false, reason: "needs-express", lastDay: lastWithdrawalDay(boughtAt) }) as const

/** Locks the card, then reads the subscription again: it cannot change until the transaction ends. */
async function lockBought(tx: DbOrTx, id: SubscriptionId, customerId: CustomerId) {
  const before = await findOwnSubscription(tx, id, customerId)
  if (!before) return null
  const [card] = await lockSmartcards(tx, [before.smartcardId])
  const bought = await findOwnSubscription(tx, id, customerId)
  return card && bought ? { card, bought } : null
}

const obstacleOfMoney = async (tx: DbOrTx, { orderId }: OwnSubscription) =>
  orderId !== null && (await isMoneyTakenBack(tx, orderId)) ? "disputed" : null

/** Why the subscription cannot start on the locked card; null when it can. */
function obstacleTo(bought: OwnSubscription, card: LockedSmartcard, isHeld: boolean) {
  if (bought.status === "refunded") return "not-found"
  if (bought.status === "active") return "already"
  if (bought.smartcardId !== card.id) return "changed"
  if (!isHeld) return "not-held"
  return card.status === "blocked" ? "blocked" : null
}
