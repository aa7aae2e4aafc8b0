import fc from "fast-check"
import { expect, test } from "vitest"
import { priceOrder } from "./order-price"

test("44,00 lei are 36,36 net and 7,64 VAT at 21 %", () => {
  expect(priceOrder([4_400], 2_100)).toEqual({ totalBani: 4_400, vatBani: 764, netsBani: [3_636] })
})

const carts = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 40 })
const rates = fc.integer({ min: 0, max: 10_000 })

test("for any cart and rate the lines add up, none is negative, and none is off by a whole ban", () => {
  fc.assert(
    fc.property(carts, rates, (prices, rate) => {
      const { totalBani, vatBani, netsBani } = priceOrder(prices, rate)
      expect(totalBani).toBe(prices.reduce((sum, price) => sum + price, 0))
      expect(netsBani.reduce((sum, net) => sum + net, 0)).toBe(totalBani - vatBani)
      expect(Math.abs(vatBani - (totalBani * rate) / (10_000 + rate))).toBeLessThanOrEqual(0.5)
      for (const [at, net] of netsBani.entries()) {
        expect(net).toBeGreaterThanOrEqual(0)
        expect(net).toBeLessThanOrEqual(prices[at] ?? 0)
        expect(Math.abs(net - ((totalBani - vatBani) * (prices[at] ?? 0)) / totalBani)).toBeLessThan(1)
      }
    }),
    { numRuns: 500 },
  )
})
