import { expect, test } from "vitest"
import { hourMs, secondMs } from "@/lib/domain/time/lifetimes"
import { tooMany } from "@/tests/support/accounts"
import { useTestApp } from "@/tests/support/test-app"
import { perHour } from "./budgets"
import { findRefusal, hitAllOrNone, hitLimits, type Limit, spentShare, takeBackLimit } from "./hit-limits"

const t = useTestApp()
let keys = 0
const aLimit = <Rule extends object>(rule: Rule) => ({ what: "test", who: `who ${keys++}`, ...rule })
const hit = (...limits: Limit[]) => hitLimits(t.db, limits, t.app.now())

test("a budget allows its burst, also of fifty at once, then one each interval, and says the wait", async () => {
  const limit = aLimit({ burst: 3, everySeconds: 60 })
  const answers = await Promise.all(Array.from({ length: 50 }, () => hit(limit)))
  expect(answers.filter((answer) => answer === null)).toHaveLength(3)
  expect(answers.find((answer) => answer !== null)).toEqual(tooMany(60))
  t.clock.advance(59 * secondMs)
  expect(await hit(limit)).toEqual(tooMany(1))
  expect(await findRefusal(t.db, limit, t.app.now())).toEqual(tooMany(1))
  t.clock.advance(secondMs)
  expect(await findRefusal(t.db, limit, t.app.now())).toBeNull()
  expect(await hit(limit)).toBeNull()
  expect(await hit(limit)).toEqual(tooMany(60))
  t.clock.advance(hourMs)
  expect([await hit(limit), await hit(limit), await hit(limit)]).toEqual([null, null, null])
  expect(await hit(limit)).toEqual(tooMany(60))
})

test("what is taken back of a budget can be spent again, once", async () => {
  const limit = aLimit({ burst: 2, everySeconds: 60 })
  await hit(limit, limit)
  expect(await spentShare(t.db, limit, t.app.now())).toBe(1)
  await takeBackLimit(t.db, limit)
  expect(await spentShare(t.db, limit, t.app.now())).toBe(0.5)
  expect(await hit(limit)).toBeNull()
  expect(await hit(limit)).toEqual(tooMany(60))
})

test("where one limit refuses, none of the others counts, also inside a transaction", async () => {
  const [open, spent] = [
    aLimit({ burst: 5, everySeconds: 60 }),
    aLimit({ free: 1, firstWaitSeconds: 30, longestWaitSeconds: 30, memorySeconds: 60 }),
  ]
  expect(await hit(spent)).toBeNull()
  expect(await hitAllOrNone(t.db, [open, spent], t.app.now())).toEqual(tooMany(30))
  expect(await t.db.transaction((tx) => hitAllOrNone(tx, [open, spent], t.app.now()))).toEqual(tooMany(30))
  expect(await spentShare(t.db, open, t.app.now())).toBe(0)
  expect(await hitAllOrNone(t.db, [open], t.app.now())).toBeNull()
  expect(await spentShare(t.db, open, t.app.now())).toBe(0.2)
})

test("no hour of any flood holds more than a budget per hour", async () => {
  const limit = aLimit(perHour(40))
  const allowed: number[] = []
  for (let second = 0; second < 3 * 3_600; second += 60) {
    const tries = second === 0 ? 50 : 1
    for (let at = 0; at < tries; at += 1) if ((await hit(limit)) === null) allowed.push(second)
    t.clock.advance(60 * secondMs)
  }
  const inHourFrom = (start: number) => allowed.filter((at) => at >= start && at < start + 3_600).length
  const most = Math.max(...allowed.map(inHourFrom))
  expect(most).toBeLessThanOrEqual(40)
  expect(most).toBeGreaterThan(35)
})
