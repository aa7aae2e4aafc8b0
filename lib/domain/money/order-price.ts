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

type BilledLine = {
  readonly priceBani: number
  readonly netBani: number
  /** The part of the price that goes back, from 1 ban to all of it. */
  readonly refundBani: number
}

/**
 * The net amounts of a storno of lines of one rate. A line undone whole has the net that it was billed with.
 * Lines undone in part have one VAT, computed on their sum like an invoice's (EN 16931, BR-CO-17); the rest
 * is allocated by largest remainder. No line gives back more net or more VAT than it was billed with, so
 * that all stornos of an invoice together never exceed it.
 */
export function stornoNets(lines: readonly BilledLine[], vatBasisPoints: number): readonly number[] {
  const parts = lines.filter(({ priceBani, refundBani }) => refundBani < priceBani)
  const { totalBani, vatBani } = priceOrder(
    parts.map(({ refundBani }) => refundBani),
    vatBasisPoints,
  )
  const bounds = parts.map(({ priceBani, netBani, refundBani }) => ({
    least: Math.max(0, refundBani - (priceBani - netBani)),
    most: Math.min(netBani, refundBani),
  }))
  const netsOfParts = allocateWithin(bounds, {
    amount: totalBani - vatBani,
    weights: parts.map(({ refundBani }) => refundBani),
  })
  const nets = netsOfParts.values()
  return lines.map((line) => (line.refundBani < line.priceBani ? (nets.next().value ?? 0) : line.netBani))
}

type Bounds = { readonly least: number; readonly most: number }

/** Allocates as `allocate` does, each part within its bounds; what is left then goes where there is room. */
function allocateWithin(
  bounds: readonly Bounds[],
  { amount, weights }: { readonly amount: number; readonly weights: readonly number[] },
): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const free = allocate(amount, weights, whole)
  const parts = bounds.map(({ least, most }, at) => Math.min(Math.max(free[at] ?? 0, least), most))
  let missing = amount - parts.reduce((sum, part) => sum + part, 0)
  for (const [at, { least, most }] of bounds.entries()) {
    const part = parts[at] ?? 0
    const changed = Math.min(Math.max(part + missing, least), most)
    parts[at] = changed
    missing -= changed - part
  }
  return parts
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
