import { expect, test } from "vitest"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import {
  canWithdraw,
  declaredAt,
  endOfWithdrawal,
  isWithinWithdrawal,
  lastWithdrawalDay,
  withdrawableSince,
  withdrawalShare,
} from "./withdrawal"

const noon = (day: string) => new Date(`${day}T12:00:00+02:00`)

test("a fourteenth day that is a Saturday, a Sunday or a public holiday moves to the next working day", () => {
  const ends = (day: string) => lastWithdrawalDay(noon(day))
  expect(ends("2026-11-23")).toBe("2026-12-07")
  // Saturday, 5 December.
  expect(ends("2026-11-21")).toBe("2026-12-07")
  // Friday, Christmas; then a weekend.
  expect(ends("2026-12-11")).toBe("2026-12-28")
  // Good Friday of 2027, 30 April; then 1 May, Easter and its second day.
  expect(ends("2027-04-16")).toBe("2027-05-04")
  // 30 November and 1 December.
  expect(ends("2026-11-16")).toBe("2026-12-02")
  expect(isWithinWithdrawal(noon("2026-11-21"), noon("2026-12-07"))).toBe(true)
  expect(isWithinWithdrawal(noon("2026-11-21"), noon("2026-12-08"))).toBe(false)
})

const line = {
  priceBani: 4_400,
  startsAt: noon("2026-11-23"),
  endsAt: noon("2026-12-23"),
  acknowledgedAt: noon("2026-11-23"),
  isExpress: true,
}

test("used days are of the thirty days of the period, and never more than these", () => {
  expect(withdrawalShare(line, noon("2026-11-23")).used).toEqual({ days: 1, ofDays: 30 })
  expect(withdrawalShare(line, noon("2026-12-22")).used).toEqual({ days: 30, ofDays: 30 })
  expect(withdrawalShare(line, noon("2026-12-23")).used).toEqual({ days: 30, ofDays: 30 })
})

test("nothing is used before the acknowledgement, before the start, or without the express request", () => {
  const all = { refundBani: 4_400, used: null }
  const now = noon("2026-11-26")
  expect(withdrawalShare({ ...line, acknowledgedAt: null }, now)).toEqual(all)
  expect(withdrawalShare({ ...line, isExpress: false }, now)).toEqual(all)
  expect(withdrawalShare({ ...line, startsAt: noon("2026-11-27") }, now)).toEqual(all)
  const late = { ...line, acknowledgedAt: noon("2026-11-25") }
  expect(withdrawalShare(late, now).used).toEqual({ days: 2, ofDays: 30 })
})

test("a start that the gateway acknowledged after the customer had declared the withdrawal costs nothing", () => {
  const late = { ...line, acknowledgedAt: noon("2026-11-25") }
  expect(withdrawalShare(late, noon("2026-11-24"))).toEqual({ refundBani: 4_400, used: null })
})

test("a withdrawal declared on a day counts to its end in Bucharest, and never beyond now", () => {
  const day = bucharestDate(noon("2026-10-25"))
  // Clocks go back on that day: it has 25 hours.
  expect(declaredAt(day, noon("2026-10-27"))).toEqual(new Date("2026-10-25T21:59:59.999Z"))
  expect(declaredAt(day, noon("2026-10-25"))).toEqual(noon("2026-10-25"))
})

test("without the information before the order the period is twelve months longer, to a working day", () => {
  const ends = (day: string, withdrawalVersion: string | null) =>
    endOfWithdrawal({ createdAt: noon(day), withdrawalVersion })
  expect(ends("2026-11-23", "2026-11-28")).toBe("2026-12-07")
  expect(ends("2026-11-23", null)).toBe("2027-12-07")
  // 21 November 2027 would be a Sunday.
  expect(ends("2026-11-07", null)).toBe("2027-11-23")
  // 29 February 2028; there is none a year later.
  expect(ends("2028-02-15", null)).toBe("2029-02-28")
  const order = { createdAt: noon("2026-11-07"), withdrawalVersion: null }
  expect(canWithdraw(order, noon("2027-11-23"))).toBe(true)
  expect(canWithdraw(order, noon("2027-11-24"))).toBe(false)
  expect(withdrawableSince(noon("2027-11-23")).getTime()).toBeLessThan(order.createdAt.getTime())
})
