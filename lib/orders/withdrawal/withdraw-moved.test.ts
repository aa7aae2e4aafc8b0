import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, withdrawals } from "@/db/schema"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { moveSubscription } from "@/lib/subscriptions/move"
import { createActivations } from "@/tests/support/activations"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"

const t = useTestApp()
const { aReadyPackage } = createActivations(t)
const { stornosOf, invoiceOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

type Bought = Awaited<ReturnType<typeof aReadyPackage>>

/** Withdraws from the line for the first card. */
async function withdrawFromFirst(who: Bought) {
  const line = firstRow((await offerOf(who)).lines)
  expect(await confirm(who, { lineIds: [line.id] })).toMatchObject({ ok: true })
  const declared = firstRow(await t.db.select().from(withdrawals).where(eq(withdrawals.orderId, who.orderId)))
  const textsOf = async ({ id }: { readonly id: typeof declared.stornoId }) =>
    (await t.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id))).map(({ text }) => text)
  const storno = await textsOf(firstRow(await stornosOf(who.orderId)))
  return { content: declared.content, storno, billed: await textsOf(await invoiceOf(who.orderId)) }
}

test("a package that moved is withdrawn from as it was ordered: declaration and storno name the card of the order", async () => {
  const who = await aReadyPackage()
  const click = { customerId: who.customerId, id: who.id, client: aClient() }
  expect((await moveSubscription(t.app, { ...click, toLinkId: who.otherLink.id })).ok).toBe(true)
  const { content, storno, billed } = await withdrawFromFirst(who)
  expect(content).toContain(`smartcard ${who.serial}: 44,00 lei`)
  expect(storno).toHaveLength(1)
  expect(billed).toContain(storno[0])
  expect(await violations(t.db)).toEqual([])
})

test("so is a package whose card was replaced after it was paid", async () => {
  const who = await aReadyPackage()
  const { serial: to } = await aSmartcard(t.app)
  expect(await replaceSmartcard(t.app, { from: who.serial, to })).toMatchObject({ ok: true })
  const { content, storno, billed } = await withdrawFromFirst(who)
  expect(content).toContain(`smartcard ${who.serial}: 44,00 lei`)
  expect(content).not.toContain(to)
  expect(billed).toContain(storno[0])
  expect(await violations(t.db)).toEqual([])
})
