import {
  addDays,
  addMonths,
  bucharestDate,
  bucharestInstant,
  type CivilDate,
  daysBetween,
} from "@/lib/domain/time/civil-date"
import { workingDayFrom } from "@/lib/domain/time/working-days"

/** The withdrawal period in days after the day of the order, the last day included (OUG 34/2014 art. 9). */
export const withdrawalDays = 14

/** How much longer it is for a customer who was not informed of the right before the order (art. 10). */
export const uninformedMonths = 12

/**
 * A fourteenth day that is a Saturday, a Sunday or a public holiday moves to the next working day (Directive
 * 2011/83, recital 41; Regulation 1182/71, article 3 (4)).
 */
export const lastWithdrawalDay = (orderedAt: Date): CivilDate =>
  workingDayFrom(addDays(bucharestDate(orderedAt), withdrawalDays))

export const isWithinWithdrawal = (orderedAt: Date, now: Date): boolean =>
  bucharestDate(now) <= lastWithdrawalDay(orderedAt)

/** `withdrawalVersion`: of the information that stood before the order; null if there was none. */
type InformedOrder = { readonly createdAt: Date; readonly withdrawalVersion: string | null }

export const wasInformed = ({ withdrawalVersion }: Pick<InformedOrder, "withdrawalVersion">): boolean =>
  withdrawalVersion !== null

/** The last day on which the customer can withdraw from an order. */
export function endOfWithdrawal(order: InformedOrder): CivilDate {
  const lastDay = lastWithdrawalDay(order.createdAt)
  if (wasInformed(order)) return lastDay
  return workingDayFrom(bucharestDate(addMonths(bucharestInstant(lastDay), uninformedMonths)))
}

export const canWithdraw = (order: InformedOrder, now: Date): boolean =>
  bucharestDate(now) <= endOfWithdrawal(order)

/** No order made before this instant can be withdrawn from: no working day is ten days away. */
export const withdrawableSince = (now: Date): Date =>
  addMonths(bucharestInstant(addDays(bucharestDate(now), -(withdrawalDays + 20))), -uninformedMonths)

/** A customer with this many orders withdrawn from whole, within so many days, is shown to the operator. */
export const repeatedWithdrawals = { orders: 2, days: 90 } as const

type ActivatedLine = {
  readonly priceBani: number
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** When the gateway acknowledged the activation; null if it never did. */
  readonly acknowledgedAt: Date | null
  /** The customer was informed, and expressly requested the start within the withdrawal period. */
  readonly isExpress: boolean
}

export type WithdrawalShare = {
  readonly refundBani: number
  /** The days that the customer pays for, of all days of the period; null for a full refund. */
  readonly used: { readonly days: number; readonly ofDays: number } | null
}

/**
 * The instant until which what was used is paid, for a customer who declared the withdrawal on a day, by
 * letter for example: the end of that day, or now if it has not ended.
 */
export function declaredAt(day: CivilDate, now: Date): Date {
  const endOfDay = new Date(bucharestInstant(addDays(day, 1)).getTime() - 1)
  return endOfDay < now ? endOfDay : now
}

/**
 * The refund of a line on withdrawal (OUG 34/2014 art. 14: what was provided is paid). A line that started at
 * the customer's express request is refunded without the calendar days begun since the gateway acknowledged
 * it. Each is an equal part of the days of the period, whose last day is also the first of the next one and
 * counts there. Rounded in the customer's favour. Any other line is refunded in full, also one of a customer
 * who was not informed of the right before the order (art. 14 (4)). `now`: when the customer withdraws.
 */
export function withdrawalShare(
  { priceBani, startsAt, endsAt, acknowledgedAt, isExpress }: ActivatedLine,
  now: Date,
): WithdrawalShare {
  const all = { refundBani: priceBani, used: null }
  if (!isExpress || !startsAt || !endsAt || !acknowledgedAt) return all
  const begunAt = acknowledgedAt > startsAt ? acknowledgedAt : startsAt
  if (now < begunAt) return all
  const ofDays = daysBetween(bucharestDate(startsAt), bucharestDate(endsAt))
  const days = Math.min(daysBetween(bucharestDate(begunAt), bucharestDate(now)) + 1, ofDays)
  return { refundBani: priceBani - Math.floor((priceBani * days) / ofDays), used: { days, ofDays } }
}
