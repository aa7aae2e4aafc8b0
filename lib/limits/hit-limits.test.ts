import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { rateLimits } from "@/db/schema"
import { hourMs, secondMs } from "@/lib/domain/time/lifetimes"
import { purposeKeys } from "@/lib/runtime/purpose-keys"
import { tooMany } from "@/tests/support/accounts"
import { useTestApp } from "@/tests/support/test-app"
import { perHour } from "./budgets"
import { findRefusal, hitAllOrNone, hitLimits, type Limit, spentShare, takeBackLimit } from "./hit-limits"

const t = useTestApp()
let keys = 0
const aLimit = <Rule extends object>(rule: Rule) => ({ what: "test", who: `who ${keys++}`, ...rule })
const hit = (...limits: Limit[]) => hitLimits(t.app, limits)

test("a budget allows its burst, also of fifty at once, then one each interval, and says the wait", async () => {
  const limit = aLimit({ burst: 3, everySeconds: 60 })
  const answers = await Promise.all(Array.from({ length: 50 }, () => hit(limit)))
  expect(answers.filter((answer) => answer === null)).toHaveLength(3)
  expect(answers.find((answer) => answer !== null)).toEqual(tooMany(60))
  t.clock.advance(59 * secondMs)
  expect(await hit(limit)).toEqual(tooMany(1))
  expect(await findRefusal(t.app, limit)).toEqual(tooMany(1))
  t.clock.advance(secondMs)
  expect(await findRefusal(t.app, limit)).toBeNull()
  expect(await hit(limit)).toBeNull()
  expect(await hit(limit)).toEqual(tooMany(60))
  t.clock.advance(hourMs)
  expect([await hit(limit), await hit(limit), await hit(limit)]).toEqual([null, null, null])
  expect(await hit(limit)).toEqual(tooMany(60))
})

test("what is taken back of a budget can be spent again, once", async () => {
  const limit = aLimit({ burst: 2, everySeconds: 60 })
  await hit(limit, limit)
  expect(await spentShare(t.app, limit)).toBe(1)
  await takeBackLimit(t.app, limit)
  expect(await spentShare(t.app, limit)).toBe(0.5)
  expect(await hit(limit)).toBeNull()
  expect(await hit(limit)).toEqual(tooMany(60))
})

test("where one limit refuses, none of the others counts, also inside a transaction", async () => {
  const [open, spent] = [
    aLimit({ burst: 5, everySeconds: 60 }),
    aLimit({ free: 1, firstWaitSeconds: 30, longestWaitSeconds: 30, memorySeconds: 60 }),
  ]
  expect(await hit(spent)).toBeNull()
  expect(await hitAllOrNone(t.app, [open, spent])).toEqual(tooMany(30))
  expect(await t.db.transaction((tx) => hitAllOrNone({ ...t.app, db: tx }, [open, spent]))).toEqual(
    tooMany(30),
  )
  expect(await spentShare(t.app, open)).toBe(0)
  expect(await hitAllOrNone(t.app, [open])).toBeNull()
  expect(await spentShare(t.app, open)).toBe(0.2)
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

/** What who holds only the table can compute for an address that they try. */
const guessesOf = (what: string, who: string) =>
  [who, `${what}:${who}`].flatMap((text) =>
    (["sha256", "sha512", "sha1", "md5"] as const).map((name) =>
      createHash(name).update(text).digest("base64url").slice(0, 20),
    ),
  )

test("trying every address finds none of those that the table counts", async () => {
  const [what, who] = ["sign-in-from", " 203.0.113.77"]
  await hit({ what, who, burst: 1, everySeconds: 60 })
  const [row] = await t.db.select().from(rateLimits)
  expect(row?.key).toMatch(/^sign-in-from:[\w-]{32}$/)
  for (const guess of guessesOf(what, who)) expect(row?.key).not.toContain(guess)
})

test("the rows of one person in two limits have nothing in common", async () => {
  const who = "ana@exemplu.ro"
  for (const what of ["sign-in", "sign-up"]) await hit({ what, who, burst: 1, everySeconds: 60 })
  const rows = await t.db.select().from(rateLimits)
  expect(new Set(rows.map(({ key }) => key.split(":")[1])).size).toBe(2)
})

test("another first secret starts fresh counts; one behind it changes nothing", async () => {
  const limit = aLimit({ burst: 1, everySeconds: 60 })
  const withSecrets = (...secrets: [string, ...string[]]) => {
    const limits = purposeKeys(secrets, "limits")[0]
    return hitLimits({ ...t.app, secrets: { ...t.app.secrets, limits } }, [limit])
  }
  expect(await withSecrets("vechi")).toBeNull()
  expect(await withSecrets("vechi", "altul")).toEqual(tooMany(60))
  expect(await withSecrets("nou", "vechi")).toBeNull()
})
