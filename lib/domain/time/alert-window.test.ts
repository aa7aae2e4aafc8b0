import fc from "fast-check"
import { expect, test } from "vitest"
import { alertWindow } from "./alert-window"
import { addDays, bucharestDate, bucharestInstant, daysLeft } from "./civil-date"

const isDue = (endsAt: Date, now: Date) => {
  const { after, before } = alertWindow(now)
  return endsAt > after && endsAt <= before
}
const ruleSaysDue = (endsAt: Date, now: Date) =>
  endsAt > now && daysLeft(endsAt, now) >= 0 && daysLeft(endsAt, now) <= 5

test("the window contains an end if and only if the rule does, for any instant", () => {
  const hour = 3_600_000
  const near = fc.integer({ min: -2 * 24 * hour, max: 8 * 24 * hour })
  const anyNow = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true })
  fc.assert(
    fc.property(anyNow, near, (now, ahead) => {
      const endsAt = new Date(now.getTime() + ahead)
      expect(isDue(endsAt, now)).toBe(ruleSaysDue(endsAt, now))
    }),
    { numRuns: 500 },
  )
})

test.each(["2026-10-25", "2027-03-28", "2028-02-29", "2026-12-31"])(
  "around %s, at each hour, the window agrees with the rule at the edges of each day",
  (day) => {
    const noon = Date.parse(`${day}T10:00:00Z`)
    for (let startHour = -36; startHour <= 36; startHour += 1) {
      const now = new Date(noon + startHour * 3_600_000)
      for (let ahead = -1; ahead <= 7; ahead += 1) {
        const midnight = bucharestInstant(addDays(bucharestDate(now), ahead)).getTime()
        for (const endsAt of [-1, 0, 1].map((edge) => new Date(midnight + edge))) {
          expect(isDue(endsAt, now), `${now.toISOString()} ${endsAt.toISOString()}`).toBe(
            ruleSaysDue(endsAt, now),
          )
        }
      }
    }
  },
)
