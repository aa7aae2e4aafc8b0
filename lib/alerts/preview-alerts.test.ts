import { expect, test } from "vitest"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aHolder } from "@/tests/support/factories/holders"
import { useTestApp } from "@/tests/support/test-app"
import { alertsStatus } from "./alerts-status"
import { previewAlerts } from "./preview-alerts"
import { sendExpiryAlerts } from "./send-expiry-alerts"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

test("the status counts what is due; a preview lists the reminders of an instant and writes nothing", async () => {
  const { customer: due } = await aHolder(t.app, { endsAt: inDays(2) })
  const { customer: later } = await aHolder(t.app, { endsAt: inDays(9) })
  const before = await alertsStatus(t.app)
  expect(before.due).toBeGreaterThanOrEqual(1)
  const now = await previewAt(t.app.now())
  expect(now.find(({ customerId }) => customerId === due.id)?.packages).toMatchObject([
    { packageName: "Familia", daysLeft: 2 },
  ])
  expect(now.some(({ customerId }) => customerId === later.id)).toBe(false)
  const inFiveDays = await previewAt(inDays(5))
  expect(inFiveDays.find(({ customerId }) => customerId === later.id)?.packages).toMatchObject([
    { daysLeft: 4 },
  ])
  expect((await alertsStatus(t.app)).due).toBe(before.due)
  await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  expect(await alertsStatus(t.app)).toMatchObject({ due: 0, waiting: 0, oldestWaiting: null })
})

async function previewAt(at: Date) {
  const found = []
  for await (const one of previewAlerts(t.app, at)) found.push(one)
  return found
}
