import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments } from "@/tests/support/payment-faults"
import { useTestApp } from "@/tests/support/test-app"
import { listPaymentsToReview } from "./list-payments-to-review"
import { reconcilePayments } from "./reconcile-payments"

const t = useTestApp()
const { paid, underWay } = createShop(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)

/** Refunded by hand in the provider's pages; no webhook reaches a unit test. */
async function refundedByHand(bani: number) {
  const order = await paid()
  await t.tellProvider(`_refund/${order.sessionId}/${bani}`)
  return { ...order, paymentId: (await paymentOf(order.orderId)).id }
}

test("a refund by hand and a dispute whose webhooks were lost are made up for by the job, once", async () => {
  const [refunded, disputed] = [await refundedByHand(2_500), await paid()]
  await t.tellProvider(`_dispute/${disputed.sessionId}/needs_response`)
  expect(await reconcilePayments(t.app)).toMatchObject({ failed: 0, eventsUnread: 0 })
  expect(await refundsOf(refunded.paymentId)).toMatchObject([{ amount: 2_500, status: "succeeded" }])
  expect((await paymentOf(disputed.orderId)).dispute).toBe("open")
  const listed = (await listPaymentsToReview(t.app)).map(({ id }) => id)
  expect(listed).toEqual(expect.arrayContaining([refunded.paymentId, (await paymentOf(disputed.orderId)).id]))
  expect(await reconcilePayments(t.app)).toMatchObject({ madeUp: 0 })
  expect(await refundsOf(refunded.paymentId)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("a refund by hand that came back from the bank later is found too", async () => {
  const { sessionId, paymentId } = await refundedByHand(2_500)
  await reconcilePayments(t.app)
  await t.tellProvider(`_refunded/${sessionId}/returned`)
  await reconcilePayments(t.app)
  expect(await refundsOf(paymentId)).toMatchObject([{ status: "failed" }])
})

test("money on a page that had expired here is found without its webhook", async () => {
  const order = await underWay()
  t.clock.advance(61 * minuteMs)
  const forgotten = withPayments(t.app, { fetch: async () => "unknown", listEvents: async () => null })
  t.clock.advance(4 * 24 * 60 * minuteMs)
  expect(await reconcilePayments(forgotten)).toMatchObject({ expired: 1, eventsUnread: 1 })
  await t.pay(order.sessionId, "pay")
  await reconcilePayments(t.app)
  expect(await orderOf(order.orderId)).toMatchObject({ status: "cancelled" })
  expect(await paymentOf(order.orderId)).toMatchObject({ status: "needs_review", receivedAmount: 11_300 })
})

test("a run that the time cuts off goes on where it was, and one event that throws delays no other", async () => {
  const [one, two] = [await refundedByHand(100), await refundedByHand(200)]
  // Refunds that the job has to send, then events: one of the two.
  const passes = [false, false]
  const timed = { ...t.app, deadline: () => ({ hasPassed: () => passes.pop() ?? true }) }
  expect(await reconcilePayments(timed)).toMatchObject({ madeUp: 1, eventsUnread: 1 })
  const { providerPaymentId } = await paymentOf(one.orderId)
  const { fetchRefundsAndDisputes } = t.app.payments
  const broken = withPayments(t.app, {
    fetchRefundsAndDisputes: (id) =>
      id === providerPaymentId ? Promise.reject(new Error("broken")) : fetchRefundsAndDisputes(id),
  })
  expect((await reconcilePayments(broken))["failed"]).toBeGreaterThan(0)
  expect(await refundsOf(two.paymentId)).toHaveLength(1)
  expect(await refundsOf(one.paymentId)).toHaveLength(0)
  await reconcilePayments(t.app)
  expect(await refundsOf(one.paymentId)).toHaveLength(1)
})

test("the list is read page after page to its end, the newest first", async () => {
  const order = await refundedByHand(300)
  const { providerPaymentId } = await paymentOf(order.orderId)
  const about = { kind: "payment", providerPaymentId: providerPaymentId ?? "" } as const
  const asked: (string | null)[] = []
  const paged = withPayments(t.app, {
    async listEvents({ after }) {
      asked.push(after)
      if (after === null)
        return { events: [{ id: "evt_a", type: "refund.created", about: null }], next: "evt_a" }
      return { events: [{ id: `evt_${order.orderId}`, type: "refund.created", about }], next: null }
    },
  })
  expect(await reconcilePayments(paged)).toMatchObject({ madeUp: 1 })
  expect(asked).toEqual([null, "evt_a"])
  expect(await refundsOf(order.paymentId)).toHaveLength(1)
})
