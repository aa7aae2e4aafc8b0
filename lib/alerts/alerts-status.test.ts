import { expect, test } from "vitest"
import { dayMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { aMailEvent, getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { alertsStatus } from "./alerts-status"

const t = useTestApp()

async function isListed(id: string) {
  const { dead } = await alertsStatus(t.app)
  return dead.some((mail) => mail.id === id)
}

test("a failed mail that cannot be sent again leaves the operator's list after a week", async () => {
  const recipient = await aSecurityMail(t.app)
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const { id } = await getMailToAddress(t.db, recipient)
  await settleMailEvent(t.app, aMailEvent({ id }, { outcome: "failed" }))
  const { failed } = await alertsStatus(t.app)
  t.clock.advance(7 * dayMs - minuteMs)
  expect(await isListed(id)).toBe(true)
  t.clock.advance(2 * minuteMs)
  expect(await isListed(id)).toBe(false)
  expect((await alertsStatus(t.app)).failed).toBe(failed - 1)
})
