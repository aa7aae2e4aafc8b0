import fc from "fast-check"
import { expect, test } from "vitest"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { nextPeriod, type Period } from "./subscription-period"

const now = new Date("2026-11-23T09:00:00Z")
const day = (days: number) => later(now, days * dayMs)
const span = (from: number, until: number): Period => ({ startsAt: day(from), endsAt: day(until) })
const firstDay = (taken: readonly Period[], months = 1) =>
  (nextPeriod(now, taken, months).startsAt.getTime() - now.getTime()) / dayMs

test("it starts now where its whole length is free, else at the end of the first period after which it is", () => {
  expect(firstDay([])).toBe(0)
  expect(firstDay([span(-10, 0)])).toBe(0)
  expect(firstDay([span(-10, 20)])).toBe(20)
  expect(firstDay([span(30, 61)])).toBe(0)
  expect(firstDay([span(29, 61)])).toBe(61)
  expect(firstDay([span(92, 123), span(-10, 20)])).toBe(20)
  expect(firstDay([span(40, 71), span(-10, 20)])).toBe(71)
  expect(firstDay([span(40, 71), span(-10, 20)], 12)).toBe(71)
})

/** Some periods of a card that do not overlap, in any order. */
const takenPeriods = fc
  .array(fc.record({ gap: fc.nat(50), length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 6 })
  .chain((parts) => {
    let at = -40
    const periods = parts.map(({ gap, length }) => {
      const from = at + gap
      at = from + length
      return span(from, at)
    })
    return fc.shuffledSubarray(periods, { minLength: periods.length })
  })

test("it overlaps none, never begins in the past, and could begin no half day earlier", () => {
  fc.assert(
    fc.property(takenPeriods, fc.constantFrom(1, 3, 12), (taken, months) => {
      const period = nextPeriod(now, taken, months)
      const overlapsAny = ({ startsAt, endsAt }: Period) =>
        taken.some((one) => one.startsAt < endsAt && startsAt < one.endsAt)
      expect(period.startsAt >= now).toBe(true)
      expect(overlapsAny(period)).toBe(false)
      for (let at = now; at < period.startsAt; at = later(at, dayMs / 2))
        expect(overlapsAny(nextPeriod(at, [], months))).toBe(true)
    }),
    { numRuns: 100 },
  )
})
