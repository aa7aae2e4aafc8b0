/** "21", "9,5" */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100).replace(".", ",")

/**
 * What an order costs. Prices include VAT: for its one rate, VAT = total × rate / (100 % + rate), rounded to the ban on the
 * total; the net amounts of the lines are shared out by largest remainder, so that they add up to total − VAT, always.
 */
export function priceOrder(
  pricesBani: readonly number[],
  vatBasisPoints: number,
): { readonly totalBani: number; readonly vatBani: number; readonly netsBani: readonly number[] } {
  const totalBani = pricesBani.reduce((sum, price) => sum + price, 0)
  const vatBani = Math.round((totalBani * vatBasisPoints) / (10_000 + vatBasisPoints))
  return { totalBani, vatBani, netsBani: shareOut(totalBani - vatBani, pricesBani, totalBani) }
}

/** Whole parts of an amount in proportion to weights; what is left goes to the largest remainders, the first of equals first. */
function shareOut(amount: number, weights: readonly number[], whole: number): number[] {
  const exact = weights.map((weight) => (whole === 0 ? 0 : (amount * weight) / whole))
  const parts = exact.map(Math.floor)
  const left = amount - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1
  return parts
}
