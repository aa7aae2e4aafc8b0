import { expect, test } from "vitest"
import { invoices } from "@/db/schema"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { findOwnInvoice } from "./find-own-invoice"

const t = useTestApp()
const { paid } = createShop(t)
const { invoiceOf } = createMoneyRows(t)

test("an invoice stored without isVatPayer is one of a seller that paid VAT", async () => {
  const { customerId, orderId } = await paid()
  const { id: original, seller, ...invoice } = await invoiceOf(orderId)
  const { isVatPayer: _, ...oldSeller } = seller
  // A storno, because an order has one invoice and an invoice cannot be changed.
  const storno = { ...invoice, number: 1_000_000, totalBani: -1, vatBani: 0, stornoOf: original }
  const old = firstRow(
    await t.db
      .insert(invoices)
      .values({ ...storno, seller: oldSeller })
      .returning(),
  )
  expect(old.seller).not.toHaveProperty("isVatPayer")
  expect((await findOwnInvoice(t.app, { customerId, id: old.id }))?.seller).toEqual({
    ...oldSeller,
    isVatPayer: true,
  })
})
