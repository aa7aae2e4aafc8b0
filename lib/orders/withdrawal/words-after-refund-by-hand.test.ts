import { expect, test } from "vitest"
import { refundSentence } from "@/app/cont/comenzi/[id]/order-words"
import { refundWords } from "@/lib/domain/money/refund-words"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { orderView } from "@/lib/orders/order-view"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { withdrawalPreview } from "./preview"
import { withdrawalReceipt } from "./receipt"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)
const account = "pe cardul sau în contul din care ai plătit"

/** 113,00 lei paid, of which a person sent some back in the provider's pages. */
async function refundedByHand(bani: number) {
  const order = await paid()
  await t.tellProvider(`_refund/${order.sessionId}/${bani}`)
  await reconcilePayments(t.app)
  return order
}

const mailTo = async (email: string, words: string) => {
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  return (await t.mailbox.to(email)).find(({ subject }) => subject.includes(words))?.text ?? ""
}

test("withdrawing after a part went back by hand: page, mail and order name what is still to come", async () => {
  const order = await refundedByHand(2_500)
  const lineIds = (await offerOf(order)).lines.map(({ id }) => id)
  const words = `Din 113,00 lei, 25,00 lei ți-au fost trimiși deja înapoi. Îți trimitem și restul de 88,00 lei, ${account}`
  const preview = await withdrawalPreview(t.app, { ...order, lineIds })
  if (!preview) throw new Error("The order can be withdrawn from")
  expect(inPlainSigns(refundWords(preview))).toBe(words)
  const withdrawn = await confirm(order)
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  expect((await mailTo(order.email, "Retragerea")).replaceAll(/\s+/g, " ")).toContain(
    `${words}, în cel mult 14 zile.`,
  )
  await sendRefund(t.app, withdrawn.value.refundId)
  const receipt = await withdrawalReceipt(t.app, { ...order, id: withdrawn.value.id })
  if (!receipt) throw new Error("The withdrawal has a receipt")
  expect(inPlainSigns(refundWords(receipt))).toBe(words)
  const [refund] = (await orderView(t.app, order))?.refunds ?? []
  if (!refund) throw new Error("The order has a refund")
  expect(inPlainSigns(refundSentence(refund))).toBe(
    `Din 113,00 lei, 25,00 lei ți-au fost trimiși deja înapoi. 88,00 lei au fost trimiși înapoi, ${account}.`,
  )
})

test("withdrawing after everything went back by hand promises no second refund", async () => {
  const order = await refundedByHand(11_300)
  const withdrawn = await confirm(order)
  expect(withdrawn.ok).toBe(true)
  const mail = (await mailTo(order.email, "Retragerea")).replaceAll(/\s+/g, " ")
  expect(mail).toContain("113,00 lei ți-au fost trimiși deja înapoi")
  expect(mail).not.toMatch(/Îți trimitem|14 zile/)
})

test("the operator's refund after one by hand: each storno says what is still to come of it", async () => {
  const order = await refundedByHand(5_000)
  const { number } = await orderOf(order.orderId)
  await refundOrder(t.app, { number, positions: [1] })
  expect(await mailTo(order.email, "Ți-am trimis")).toContain("44,00 lei ți-au fost trimiși deja înapoi")
  await refundOrder(t.app, { number, positions: [2] })
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const mails = (await t.mailbox.to(order.email)).filter(({ subject }) => subject.includes("Ți-am trimis"))
  expect(mails.at(-1)?.text.replaceAll(/\s+/g, " ")).toContain("Îți trimitem și restul de 38,00 lei")
})
