import type { CustomerId } from "@/lib/domain/ids/brand"
import { nextPeriod, type Period } from "./subscription-period"

export type TakenPeriod = Period & {
  /** The buyer; null for an imported period or a closed account. */
  readonly customerId: CustomerId | null
  /** The months bought; null for an imported period. */
  readonly months: number | null
}

/** A queued period that leaves its place: for an earlier one, or, where `to` is null, to be `ready` again. */
export type LeavingPeriod<One> = { readonly one: One; readonly to: Period | null }

type Change = {
  readonly now: Date
  /** Who withdrew: this customer's queued periods become `ready` again. Null: every one moves up. */
  readonly withdrawnBy: CustomerId | null
}

/**
 * What follows when a period of a package on a card went away or became shorter. `taken` are the periods that
 * are left, in their order. A bought one that has not begun leaves its place if it now fits whole earlier.
 */
export function followQueue<One extends TakenPeriod>(
  taken: readonly One[],
  { now, withdrawnBy }: Change,
): LeavingPeriod<One>[] {
  let places: readonly Period[] = taken
  return taken.flatMap((one) => {
    const others = places.filter((place) => place !== one)
    const to = earlierPlace(one, others, now)
    if (!to) return []
    const isReleased = withdrawnBy !== null && one.customerId === withdrawnBy
    places = isReleased ? others : [...others, to]
    return [{ one, to: isReleased ? null : to }]
  })
}

/** Where a bought period that has not begun fits before its present start; null for any other. */
function earlierPlace(one: TakenPeriod, others: readonly Period[], now: Date): Period | null {
  if (one.months === null || one.startsAt <= now) return null
  const place = nextPeriod(now, others, one.months)
  return place.startsAt < one.startsAt ? place : null
}
