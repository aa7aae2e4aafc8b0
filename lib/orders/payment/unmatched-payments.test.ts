import { eq } from "drizzle-orm"
import { expect, test, vi } from "vitest"
import { dispatch } from "@/cli/operator/dispatch"
import { auditEvents, payments } from "@/db/schema"
import { log } from "@/lib/runtime/log"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { settlePayment } from "./settle-payment"

const t = useTestApp()
const { underWay } = createShop(t)

async function operator(...words: string[]) {
  const lines: string[] = []
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line))
  return (await dispatch(t.app, ["payments", ...words])) ?? lines.join("\n")
}

/** A payment page whose payment is no longer here, as after a backup was put back. */
async function aLostPayment() {
  const order = await underWay()
  await t.db.delete(payments).where(eq(payments.orderId, order.orderId))
  return order
}

test("money for which there is no payment stands on the operator's list, once, until it is seen", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => {})
  const { orderId, sessionId } = await aLostPayment()
  expect(await settlePayment(t.app, sessionId)).toBe("unknown")
  expect(await operator()).toBe("No payment needs a review.")
  await t.pay(sessionId, "pay")
  const settled = await Promise.all(Array.from({ length: 5 }, () => settlePayment(t.app, sessionId)))
  expect(settled).toEqual(Array(5).fill("unknown"))
  expect(error).toHaveBeenCalledWith(
    { session: sessionId, order: orderId },
    "money for an order that is not here",
  )
  const listed = await operator()
  expect(listed.split(sessionId)).toHaveLength(2)
  expect(listed).toMatch(/received 113,00.lei for an order that is not here/)
  expect(listed).toContain(orderId)

  expect(await operator("seen", sessionId)).toContain("left the list")
  expect(await operator()).toBe("No payment needs a review.")
  await settlePayment(t.app, sessionId)
  expect(await operator()).toBe("No payment needs a review.")
  expect(await operator("seen", "cs_unknown")).toContain("no payment or refund with that id")
  const trail = await t.db.select().from(auditEvents).where(eq(auditEvents.kind, "payment-seen"))
  expect(trail).toMatchObject([{ customerId: null, detail: { payment: sessionId } }])
  expect(await violations(t.db)).toEqual([])
})

test("money for a payment that is here is not on that list", async () => {
  const { sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  expect(await settlePayment(t.app, sessionId)).toBe("paid")
  expect(await operator()).toBe("No payment needs a review.")
})
