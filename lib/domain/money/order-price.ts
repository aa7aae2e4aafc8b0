/** "21", "9,5" */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100).replace(".", ",")

/**
 * The total, VAT and net amounts of an order. Prices include VAT. An order has one rate: VAT = total × rate
 * / (100 % + rate), rounded once, on the total. The net amounts of the lines are allocated by largest
 * remainder, so that they add up to total − VAT.
 */
export function priceOrder(
  pricesBani: readonly number[],
  vatBasisPoints: number,
): { readonly totalBani: number; readonly vatBani: number; readonly netsBani: readonly number[] } {
  const totalBani = pricesBani.reduce((sum, price) => sum + price, 0)
  const vatBani = Math.round((totalBani * vatBasisPoints) / (10_000 + vatBasisPoints))
  return { totalBani, vatBani, netsBani: allocate(totalBani - vatBani, pricesBani, totalBani) }
}

/**
 * Splits an amount in proportion to weights into whole parts. The rest goes to the largest remainders, one
 * each; of equal remainders to the first.
 */
function allocate(amount: number, weights: readonly number[], whole: number): number[] {
  const exact = weights.map((weight) => (whole === 0 ? 0 : (amount * weight) / whole))
  const parts = exact.map(Math.floor)
  const left = amount - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1
  return parts
}
