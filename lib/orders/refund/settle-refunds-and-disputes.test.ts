import { expect, test } from "vitest"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { settleRefundsAndDisputes } from "./settle-refunds-and-disputes"

const t = useTestApp()
const { paid, underWay } = createShop(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)

test("refunds and disputes made at the provider are stored once and listed for the operator", async () => {
  const { orderId, sessionId } = await paid()
  const before = await paymentOf(orderId)
  const providerPaymentId = before.providerPaymentId ?? ""
  expect((await listPaymentsToReview(t.app)).some(({ id }) => id === before.id)).toBe(false)
  await t.tellProvider(`_refund/${sessionId}/2500`)
  await t.tellProvider(`_dispute/${sessionId}/needs_response`)
  const event = { id: `evt_${orderId}`, type: "refund.created", about: null }
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => settleRefundsAndDisputes(t.app, providerPaymentId, event)),
  )
  expect(new Set(outcomes)).toEqual(new Set(["settled"]))
  expect(await refundsOf(before.id)).toMatchObject([{ amount: 2_500, status: "succeeded" }])
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === before.id)
  expect(listed).toMatchObject({ dispute: "open", status: "paid", isAcceptable: false })
  await t.tellProvider(`_dispute/${sessionId}/won`)
  await settleRefundsAndDisputes(t.app, providerPaymentId)
  expect(await paymentOf(orderId)).toMatchObject({ dispute: "won" })
  expect(await violations(t.db)).toEqual([])
})

test("a refund event before the payment event settles the payment first", async () => {
  const { orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  const session = await t.app.payments.fetch(sessionId)
  if (!session || session === "unknown") throw new Error("No session")
  await t.tellProvider(`_refund/${sessionId}/100`)
  expect(await settleRefundsAndDisputes(t.app, session.providerPaymentId ?? "")).toBe("settled")
  expect(await orderOf(orderId)).toMatchObject({ status: "paid" })
  expect(await violations(t.db)).toEqual([])
})

test("a payment of another shop is not settled", async () => {
  const { orderId } = await paid()
  const { providerPaymentId } = await paymentOf(orderId)
  const foreign = {
    ...t.app,
    payments: {
      ...t.app.payments,
      fetchRefundsAndDisputes: async () => ({ paymentId: "x", refunds: [], dispute: null }),
    },
  }
  expect(await settleRefundsAndDisputes(foreign, providerPaymentId ?? "")).toBe("unknown")
})
