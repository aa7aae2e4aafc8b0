import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { OrderDetails } from "@/app/cont/comenzi/[id]/order-details"
import { CompanyForm } from "@/app/cont/date-facturare/company-form"
import { orderView } from "@/lib/orders/order-view"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { paid } = createShop(t)

// Codul fiscal art. 310: a seller that is exempt may not mention the tax.
test("an order that was paid when the seller paid no VAT any more says nothing of the tax", async () => {
  const order = await orderView(t.app, await paid())
  if (!order) throw new Error("The order is there")
  const shown = (vat: typeof order.vat) => renderToStaticMarkup(<OrderDetails order={{ ...order, vat }} />)
  const ordered = { vatBani: 1_961, basisPoints: 2_100 }
  expect(shown({ ...ordered, ordered: null })).toContain("din care TVA")
  expect(shown({ vatBani: 1_802, basisPoints: 1_900, ordered })).toContain("la comandă era 21 %")
  expect(shown({ vatBani: 0, basisPoints: 0, ordered })).not.toContain("TVA")
  expect(shown({ vatBani: 0, basisPoints: 0, ordered: null })).not.toContain("TVA")
})

test("a firm is not asked about VAT by a seller that pays none, and what it said before is kept", () => {
  const form = (asksVat: boolean, isVatPayer = true) => {
    const profile = {
      id: "1",
      name: "Pensiunea Brad SRL",
      cui: "17030766",
      isVatPayer,
      registerNumber: "J12/1/2020",
    }
    const address = {
      street: "",
      locality: "",
      county: "CJ",
      sector: null,
      postalCode: null,
      iban: null,
    } as const
    return renderToStaticMarkup(
      <CompanyForm summary="Schimbă" profile={{ ...profile, ...address }} asksVat={asksVat} />,
    )
  }
  expect(form(true)).toContain("plătitoare de TVA")
  expect(form(false)).not.toContain("TVA")
  expect(form(false)).toMatch(/<input type="hidden" name="vatPayer" value="on"\/>/)
  expect(form(false, false)).not.toContain('name="vatPayer"')
})
