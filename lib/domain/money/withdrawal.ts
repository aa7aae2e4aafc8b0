import { addDays, bucharestDate, type CivilDate, daysBetween, lastDayOf } from "@/lib/domain/time/civil-date"

/** OUG 34/2014 art. 9: so many days from the order, the last one included. */
export const withdrawalDays = 14

/** The last day on which an order can be withdrawn from. */
export const lastWithdrawalDay = (orderedAt: Date): CivilDate =>
  addDays(bucharestDate(orderedAt), withdrawalDays)

export const isWithinWithdrawal = (orderedAt: Date, now: Date): boolean =>
  bucharestDate(now) <= lastWithdrawalDay(orderedAt)

type Bought = {
  readonly priceBani: number
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** The customer asked expressly for it to start within the withdrawal period. */
  readonly isExpress: boolean
}

export type WithdrawalShare = {
  readonly refundBani: number
  /** Days that are paid for, of all the days of the period; null where everything goes back. */
  readonly used: { readonly days: number; readonly ofDays: number } | null
}

/**
 * What goes back of a line on withdrawal (OUG 34/2014 art. 14): everything, unless it was started at the customer's express request;
 * then the days begun so far are kept, each the same part of the price, rounded in the customer's favour.
 */
export function withdrawalShare(
  { priceBani, startsAt, endsAt, isExpress }: Bought,
  now: Date,
): WithdrawalShare {
  if (!startsAt || !endsAt || !isExpress || now < startsAt) return { refundBani: priceBani, used: null }
  const firstDay = bucharestDate(startsAt)
  const ofDays = daysBetween(firstDay, lastDayOf(endsAt)) + 1
  const days = Math.min(daysBetween(firstDay, bucharestDate(now)) + 1, ofDays)
  return { refundBani: priceBani - Math.floor((priceBani * days) / ofDays), used: { days, ofDays } }
}
