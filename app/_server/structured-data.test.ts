import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { StructuredData } from "@/components/site/structured-data"
import { seller } from "@/lib/env"
import { breadcrumbs, organization, product, website } from "./structured-data"

const familia = {
  code: "familia",
  name: "Familia",
  description: "Filme </script><!-- și știri",
  isDemo: false,
  channels: [],
  offers: [
    { code: "familia-1", months: 1, priceBani: 4_400 },
    { code: "familia-3", months: 3, priceBani: 12_905 },
  ],
}

test("prices are written as numbers with two places, in lei", () => {
  const offers = product(familia).offers.map(({ sku, price, priceCurrency }) => [sku, price, priceCurrency])
  expect(offers).toEqual([
    ["familia-1", "44.00", "RON"],
    ["familia-3", "129.05", "RON"],
  ])
})

test("nothing that an object says ends its script, and it reads as it was written", () => {
  const graph = [organization(seller()), website(), breadcrumbs("Pachete", "/pachete"), product(familia)]
  const markup = renderToStaticMarkup(StructuredData({ graph }))
  const text = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(markup)?.[1] ?? ""
  expect(text).not.toMatch(/<[/!s]/)
  expect(JSON.parse(text)).toEqual({ "@context": "https://schema.org", "@graph": graph })
})

test("the organization is the seller of the configuration", () => {
  const { name, cui, address, phone, email } = seller()
  expect(organization(seller())).toMatchObject({
    legalName: name,
    taxID: cui,
    telephone: phone,
    email,
    address: { streetAddress: address, addressCountry: "RO" },
  })
})
