import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { claimCommands, insertCommands } from "@/db/queries/entitlement-commands"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()

test("a claim takes no more commands than asked for, also under a plan that repeats the inner select", async () => {
  const { id: packageId, code: packageCode } = await aPackage(t.app)
  const [startsAt, endsAt] = [t.app.now(), later(t.app.now(), hourMs)]
  for (let at = 0; at < 12; at += 1) {
    const { id: smartcardId, serial } = await aSmartcard(t.app)
    const { id: subscriptionId } = await aSubscription(t.app, { smartcardId, packageId, startsAt, endsAt })
    const card = { id: smartcardId, serial, status: "in_service" as const }
    const grant = { type: "grant" as const, subscriptionId, card, packageCode, startsAt, endsAt }
    await insertCommands(t.db, [grant], t.app.now())
  }
  const claim = { limit: 3, leaseUntil: later(t.app.now(), minuteMs) }
  const claimed = await t.db.transaction(async (tx) => {
    // What the planner may choose with stale statistics: a nested loop with the select on its inner side.
    for (const kind of ["hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize"])
      await tx.execute(sql.raw(`set local enable_${kind} = off`))
    return claimCommands(tx, claim, t.app.now())
  })
  expect(claimed).toHaveLength(3)
})
