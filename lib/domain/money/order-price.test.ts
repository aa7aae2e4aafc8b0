import fc from "fast-check"
import { expect, test } from "vitest"
import { priceOrder, stornoNets } from "./order-price"

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

/** A billed cart, and how much of each line goes back: all of it, or any part. */
const undone = fc.tuple(carts, rates).chain(([prices, rate]) =>
  fc.record({
    prices: fc.constant(prices),
    rate: fc.constant(rate),
    refunds: fc.tuple(
      ...prices.map((price) => fc.oneof(fc.constant(price), fc.integer({ min: 1, max: price }))),
    ),
  }),
)

test("a storno never gives back more net or VAT of a line than was billed; whole lines mirror the invoice", () => {
  fc.assert(
    fc.property(undone, ({ prices, rate, refunds }) => {
      const { netsBani } = priceOrder(prices, rate)
      const lines = prices.map((priceBani, at) => {
        return { priceBani, netBani: netsBani[at] ?? 0, refundBani: refunds[at] ?? 0 }
      })
      const nets = stornoNets(lines, rate)
      for (const [at, { priceBani, netBani, refundBani }] of lines.entries()) {
        const net = nets[at] ?? Number.NaN
        if (refundBani === priceBani) expect(net).toBe(netBani)
        expect(net).toBeGreaterThanOrEqual(0)
        expect(net).toBeLessThanOrEqual(netBani)
        expect(refundBani - net).toBeGreaterThanOrEqual(0)
        expect(refundBani - net).toBeLessThanOrEqual(priceBani - netBani)
      }
    }),
    { numRuns: 500 },
  )
})

const monthly = fc.array(fc.integer({ min: 1_000, max: 60_000 }), { minLength: 1, maxLength: 40 })

test("lines undone in part have the VAT of their sum: of months and their days, exactly", () => {
  fc.assert(
    fc.property(monthly, fc.integer({ min: 1, max: 30 }), (prices, days) => {
      const { netsBani } = priceOrder(prices, 2_100)
      const lines = prices.map((priceBani, at) => {
        const refundBani = priceBani - Math.floor((priceBani * days) / 31)
        return { priceBani, netBani: netsBani[at] ?? 0, refundBani }
      })
      const total = lines.reduce((sum, { refundBani }) => sum + refundBani, 0)
      const net = stornoNets(lines, 2_100).reduce((sum, one) => sum + one, 0)
      expect(total - net).toBe(Math.round((total * 2_100) / 12_100))
    }),
    { numRuns: 500 },
  )
})
