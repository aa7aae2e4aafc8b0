import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders } from "@/db/schema"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { aConfirmation, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { shopper } = createShop(t)

test("a seller that pays no VAT sells at the same price, without VAT", async () => {
  const customer = await shopper()
  const context = { ...t.app.mail.context, seller: { ...t.app.mail.context.seller, isVatPayer: false } }
  const app = { ...t.app, mail: { ...t.app.mail, context } }
  const placed = await placeOrder(app, { ...customer, ...(await aConfirmation(app, customer)) })
  if (!placed.ok) throw new Error(placed.reason)
  const [row] = await t.db.select().from(orders).where(eq(orders.id, placed.value))
  expect(row).toMatchObject({ totalBani: 11_300, vatBani: 0, vatBasisPoints: 0 })
})
